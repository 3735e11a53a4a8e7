package dev.loulan.bridge.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.FrameReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardFeedTest {
  @Test
  void says_hello_again_with_the_door_as_the_last_frame_left_it_however_that_was_sent()
      throws Exception {
    try (ServerSocket bridge = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        BoardClient client =
            BoardClient.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), bridge.getLocalPort()))) {
      BoardFeed feed =
          client.board("1", Frame.Clock.SIMULATED, 7, Frame.DoorState.CLOSED, List.of("s1p1"));
      try (Socket first = bridge.accept()) {
        assertThat(doorOfHello(first)).isEqualTo(Frame.DoorState.CLOSED);
        var _ = feed.send(sequence -> new Frame.Door("1", sequence, 1_000, true));
      }
      try (Socket second = bridge.accept()) {
        assertThat(doorOfHello(second)).isEqualTo(Frame.DoorState.OPEN);
        feed.door(2_000, false);
      }
      try (Socket third = bridge.accept()) {
        assertThat(doorOfHello(third)).isEqualTo(Frame.DoorState.CLOSED);
      }
    }
  }

  private static Frame.DoorState doorOfHello(Socket board) throws Exception {
    Frame first = FrameReader.read(board.getInputStream());
    assertThat(first).isInstanceOf(Frame.Hello.class);
    return first instanceof Frame.Hello hello ? hello.door() : Frame.DoorState.UNKNOWN;
  }
}

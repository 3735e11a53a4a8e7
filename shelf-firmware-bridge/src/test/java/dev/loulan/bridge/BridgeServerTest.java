package dev.loulan.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.FrameCodec;
import dev.loulan.bridge.frame.FrameReader;
import dev.loulan.bridge.frame.RefuseCode;
import dev.loulan.bridge.mqtt.MqttOptions;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a bridge answers to boards while its broker is away: nothing listens on port 9. */
@Timeout(30)
class BridgeServerTest {

  private BridgeServer bridge;
  private Socket board;

  @BeforeEach
  void connect() throws Exception {
    bridge = BridgeServer.start(options(0));
    board = new Socket(bridge.address().getAddress(), bridge.address().getPort());
    board.setSoTimeout(10_000);
  }

  @AfterEach
  void close() throws IOException {
    board.close();
    bridge.close();
  }

  private static BridgeOptions options(int port) {
    return BridgeOptions.onLoopback("d", port, MqttOptions.of("tcp://127.0.0.1:9", "b"))
        .withMaxBoards(2);
  }

  private void send(Frame frame) throws IOException {
    board.getOutputStream().write(FrameCodec.encode(frame));
  }

  private static Frame.Hello hello(String name, int plates) {
    List<String> names = List.of("s1p1", "s1p2", "s1p3").subList(0, plates);
    return new Frame.Hello(name, Frame.Clock.WALL, 1, 1, Frame.DoorState.UNKNOWN, names);
  }

  private void expectRefusal(RefuseCode code) throws Exception {
    Frame answer = FrameReader.read(board.getInputStream());
    assertThat(answer)
        .isInstanceOfSatisfying(Frame.Refuse.class, r -> assertThat(r.code()).isEqualTo(code));
    assertThat(board.getInputStream().read()).isEqualTo(-1);
    assertThat(bridge.metrics().refused()).containsEntry(code, 1L);
    assertThat(bridge.metrics().alerts())
        .extracting(BridgeAlert::kind)
        .contains(BridgeAlert.Kind.FRAME_REFUSED);
  }

  @Test
  void refuses_a_frame_before_hello() throws Exception {
    send(new Frame.Alive("b1", 1, 1));
    expectRefusal(RefuseCode.BEFORE_HELLO);
  }

  @Test
  void refuses_a_damaged_frame_and_keeps_what_came_before() throws Exception {
    send(hello("b1", 1));
    send(new Frame.Alive("b1", 1, 1));
    byte[] bad = FrameCodec.encode(new Frame.Alive("b1", 2, 2));
    bad[20] ^= 1;
    board.getOutputStream().write(bad);
    expectRefusal(RefuseCode.CRC);
    assertThat(bridge.metrics().waiting()).isEqualTo(1);
  }

  @Test
  void refuses_one_board_too_many() throws Exception {
    send(hello("b1", 1));
    send(hello("b2", 1));
    send(hello("b3", 1));
    expectRefusal(RefuseCode.TOO_MANY_BOARDS);
  }

  @Test
  void refuses_samples_of_other_plates_than_the_board_said_hello_with() throws Exception {
    send(hello("b1", 3));
    send(
        new Frame.Samples(
            "b1", 1, new dev.loulan.bridge.frame.SampleBlock(0, new int[1], new int[2])));
    expectRefusal(RefuseCode.BODY);
  }

  @Test
  void refuses_an_acknowledgement_from_a_board() throws Exception {
    send(new Frame.Ack("b1", 1));
    expectRefusal(RefuseCode.TYPE);
  }

  @Test
  void stops_reading_a_board_that_ignores_its_window() throws Exception {
    send(hello("b1", 1));
    board.setSoTimeout(0);
    Thread flood = Thread.ofVirtual().start(this::flood);
    long last = -1;
    while (last < 65 || last != bridge.metrics().frames()) {
      last = bridge.metrics().frames();
      Thread.sleep(300);
    }
    // What was in the read buffers when reading stopped; far less than what was sent.
    assertThat(last).isBetween(65L, 10_000L);
    assertThat(flood.isAlive()).isTrue();
    assertThat(bridge.metrics().alerts())
        .extracting(BridgeAlert::kind)
        .contains(BridgeAlert.Kind.BOARD_HELD, BridgeAlert.Kind.BROKER_AWAY);
    board.close();
    flood.join();
  }

  private void flood() {
    try {
      for (int i = 1; i < 2_000_000; i++) {
        send(new Frame.Alive("b1", i, i));
      }
    } catch (IOException e) {
      // The test closes the connection under the flood.
    }
  }

  @Test
  void says_which_port_is_in_use() {
    int port = bridge.address().getPort();
    assertThatThrownBy(() -> BridgeServer.start(options(port)))
        .isInstanceOf(BridgeException.class)
        .hasMessageContaining("port " + port)
        .hasMessageContaining("Stop the program");
  }
}

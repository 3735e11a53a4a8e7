package dev.loulan.bridge.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.platform.MockPlatform;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import dev.loulan.bridge.client.BoardClient;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.FrameReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.InstantSource;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The door on Pi4J's mock pin; a plain socket stands where the bridge listens. */
@Timeout(30)
class GpioDoorTest {

  private static Context pi4j() {
    return Pi4J.newContextBuilder()
        .add(new MockPlatform())
        .add(MockDigitalInputProvider.newInstance())
        .build();
  }

  private static MockDigitalInput pin(Context pi4j) {
    return (MockDigitalInput) pi4j.io("door-door");
  }

  private static Frame nextButAlive(Socket board) throws Exception {
    Frame frame = FrameReader.read(board.getInputStream());
    while (frame instanceof Frame.Alive) {
      frame = FrameReader.read(board.getInputStream());
    }
    return Objects.requireNonNull(frame, "the connection ended");
  }

  @ParameterizedTest(name = "open when high: {0}")
  @ValueSource(booleans = {true, false})
  void sends_each_change_of_the_contact_that_lasts(boolean openWhenHigh) throws Exception {
    Context pi4j = pi4j();
    DigitalState open = openWhenHigh ? DigitalState.HIGH : DigitalState.LOW;
    DigitalState closed = openWhenHigh ? DigitalState.LOW : DigitalState.HIGH;
    GpioDoorOptions options = new GpioDoorOptions("door", 17, openWhenHigh, 60, 50);
    try (ServerSocket bridge = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        BoardClient client =
            BoardClient.connect(
                new InetSocketAddress(bridge.getInetAddress(), bridge.getLocalPort()));
        Socket board = bridge.accept();
        GpioDoor _ = GpioDoor.open(pi4j, options, client, 5, InstantSource.system())) {
      Frame hello = nextButAlive(board);
      assertThat(hello).isInstanceOf(Frame.Hello.class);
      boolean wasOpen = ((Frame.Hello) hello).door() == Frame.DoorState.OPEN;
      DigitalState changed = wasOpen ? closed : open;
      DigitalState back = wasOpen ? open : closed;
      // A contact that bounces: several edges within the debounce, of which the last level counts.
      pin(pi4j).mockState(changed);
      pin(pi4j).mockState(back);
      pin(pi4j).mockState(changed);
      assertThat(nextButAlive(board))
          .isInstanceOfSatisfying(
              Frame.Door.class, door -> assertThat(door.open()).isEqualTo(!wasOpen));
      // A glitch that is over within the debounce is no change.
      pin(pi4j).mockState(back);
      pin(pi4j).mockState(changed);
      Thread.sleep(200);
      pin(pi4j).mockState(back);
      assertThat(nextButAlive(board))
          .isInstanceOfSatisfying(
              Frame.Door.class, door -> assertThat(door.open()).isEqualTo(wasOpen));
    } finally {
      pi4j.shutdown();
    }
  }

  @Test
  void says_that_it_is_alive_while_nothing_happens() throws Exception {
    Context pi4j = pi4j();
    GpioDoorOptions options = new GpioDoorOptions("door", 17, true, 10, 20);
    try (ServerSocket bridge = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        BoardClient client =
            BoardClient.connect(
                new InetSocketAddress(bridge.getInetAddress(), bridge.getLocalPort()));
        Socket board = bridge.accept();
        GpioDoor _ = GpioDoor.open(pi4j, options, client, 5, InstantSource.system())) {
      assertThat(FrameReader.read(board.getInputStream())).isInstanceOf(Frame.Hello.class);
      assertThat(FrameReader.read(board.getInputStream())).isInstanceOf(Frame.Alive.class);
    } finally {
      pi4j.shutdown();
    }
  }
}

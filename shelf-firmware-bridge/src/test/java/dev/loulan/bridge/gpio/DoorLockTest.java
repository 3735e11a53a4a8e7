package dev.loulan.bridge.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.bridge.BridgeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DoorLockTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void it_begins_locked_lets_the_door_open_when_told_and_ends_locked(boolean opensWhenHigh)
      throws BridgeException {
    DoorLock lock = DoorLock.open(Pins.MOCK, 27, opensWhenHigh);
    assertThat(lock.isLocked()).isTrue();
    lock.lock(false);
    assertThat(lock.isLocked()).isFalse();
    lock.lock(true);
    assertThat(lock.isLocked()).isTrue();
    lock.lock(false);
    lock.close();
    assertThat(lock.isLocked()).isTrue();
  }
}

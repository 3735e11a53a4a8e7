package dev.loulan.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.agent.session.AlertCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShelfLockTest {
  private final List<Boolean> door = new ArrayList<>();
  private boolean takes = true;
  private final ShelfLock lock = new ShelfLock(locked -> takes && door.add(locked));

  @Test
  void it_is_shut_until_the_last_reason_is_over_and_for_good_once_the_journal_failed() {
    lock.tell();
    lock.because(AlertCode.STORE_FULL, true);
    lock.because(AlertCode.SIGNER_AWAY, true);
    lock.tell();
    lock.because(AlertCode.STORE_FULL, false);
    lock.tell();
    assertThat(lock.reasons()).containsExactly("signer-away");
    lock.because(AlertCode.SIGNER_AWAY, false);
    lock.tell();
    assertThat(door).containsExactly(false, true, false);
    lock.forGood();
    lock.tell();
    assertThat(lock.isLocked()).isTrue();
    assertThat(door).containsExactly(false, true, false, true);
  }

  @Test
  void who_did_not_take_it_is_told_again() {
    takes = false;
    lock.tell();
    takes = true;
    assertThat(door).isEmpty();
    lock.tell();
    assertThat(door).containsExactly(false);
  }
}

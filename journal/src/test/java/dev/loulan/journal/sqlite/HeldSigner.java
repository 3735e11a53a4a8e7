package dev.loulan.journal.sqlite;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.key.DeviceSigner;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Signs as another does; when told to hold, the next signature waits for its release. */
final class HeldSigner implements DeviceSigner {
  private record Gate(CountDownLatch entered, CountDownLatch release) {}

  private final DeviceSigner signer;
  private volatile @Nullable Gate gate;

  HeldSigner(DeviceSigner signer) {
    this.signer = signer;
  }

  /** Holds the next signature until what is returned reaches zero. */
  CountDownLatch hold() {
    Gate next = new Gate(new CountDownLatch(1), new CountDownLatch(1));
    gate = next;
    return next.release;
  }

  /** Waits until the held signature is asked for. */
  void awaitHeld() throws InterruptedException {
    Gate held = gate;
    if (held != null) {
      held.entered.await();
    }
  }

  @Override
  public Bytes publicKey() {
    return signer.publicKey();
  }

  @Override
  public Bytes sign(byte[] message) {
    Gate held = gate;
    if (held != null && held.entered.getCount() > 0) {
      held.entered.countDown();
      try {
        held.release.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException("Nobody interrupts the writer", e);
      }
    }
    return signer.sign(message);
  }
}

package dev.loulan.journal.entry;

import org.jspecify.annotations.Nullable;

/**
 * First entry of an epoch.
 *
 * @param device the device whose log this is
 * @param publicKey Ed25519 key (32 bytes) that signs the checkpoints from here on
 * @param parent state of the epoch before; null in a device's first epoch
 */
public record EpochOpened(String device, Bytes publicKey, @Nullable ParentEpoch parent)
    implements Body {

  public EpochOpened {
    Check.name("device", device);
    Check.length("publicKey", publicKey, 32);
  }

  @Override
  public EntryType type() {
    return EntryType.EPOCH_OPENED;
  }
}

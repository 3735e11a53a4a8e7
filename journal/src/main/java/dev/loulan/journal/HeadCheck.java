package dev.loulan.journal;

import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.KeyChange;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.journal.key.Ed25519;
import org.jspecify.annotations.Nullable;

/** What must hold of the last commit before more is signed on top of it. */
final class HeadCheck {

  private HeadCheck() {}

  static void check(
      JournalReader reader, JournalHead head, Bytes root, DeviceSigner signer, String device) {
    if (!head.device().equals(device)) {
      throw corrupt(head, "it is the journal of " + head.device() + ", not of " + device);
    }
    if (!root.equals(head.root())) {
      throw corrupt(head, "its entries do not make the root that its last checkpoint says");
    }
    if (!isDue(reader, head, device, signer.publicKey())) {
      Bytes due = keyDue(reader, head);
      throw corrupt(
          head,
          due == null
              ? "its last checkpoint is not signed by key " + signer.keyId()
              : "it changed to key " + Ed25519.keyId(due) + ", not " + signer.keyId());
    }
  }

  /** Whether the log goes on with this key. */
  static boolean isDue(JournalReader reader, JournalHead head, String device, Bytes key) {
    Bytes due = keyDue(reader, head);
    return due == null ? head.checkpoint().isSignedBy(LogName.key(device, key)) : due.equals(key);
  }

  /** The key that the last entry hands over to; the old one signed that. Null when it does not. */
  private static @Nullable Bytes keyDue(JournalReader reader, JournalHead head) {
    JournalEntry last = reader.entries(head.epoch(), head.size() - 1, head.size()).getFirst();
    return last.body() instanceof KeyChange change ? change.newPublicKey() : null;
  }

  private static JournalException corrupt(JournalHead head, String what) {
    return new JournalException(
        ErrorCode.CORRUPT,
        "Epoch "
            + head.epoch()
            + " at size "
            + head.size()
            + " cannot be continued: "
            + what
            + ". Run 'journal verify' on the file, or open a new epoch.");
  }
}

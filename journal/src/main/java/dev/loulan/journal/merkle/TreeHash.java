package dev.loulan.journal.merkle;

import dev.loulan.journal.entry.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 as RFC 6962, section 2.1, uses it: leaves and nodes under prefixes of their own. */
public final class TreeHash {

  /** Bytes of a hash. */
  public static final int LENGTH = 32;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  /** Finding a digest costs as much as hashing a node; each is left empty after use. */
  private static final ThreadLocal<MessageDigest> DIGEST =
      ThreadLocal.withInitial(TreeHash::newDigest);

  private TreeHash() {}

  /** Root of the tree without leaves. */
  public static Bytes empty() {
    return Bytes.owning(sha256().digest());
  }

  /** Hash of a leaf with these bytes. */
  public static Bytes leaf(byte[] leaf) {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    return Bytes.owning(digest.digest(leaf));
  }

  /** Hash of a leaf with these bytes. */
  public static Bytes leaf(Bytes leaf) {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    leaf.update(digest);
    return Bytes.owning(digest.digest());
  }

  /** Hash of the node over two others. */
  public static Bytes node(Bytes left, Bytes right) {
    MessageDigest digest = sha256();
    digest.update(NODE);
    left.update(digest);
    right.update(digest);
    return Bytes.owning(digest.digest());
  }

  /** Plain SHA-256. */
  public static Bytes sha256(byte[] content) {
    return Bytes.owning(sha256().digest(content));
  }

  private static MessageDigest sha256() {
    return DIGEST.get();
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}

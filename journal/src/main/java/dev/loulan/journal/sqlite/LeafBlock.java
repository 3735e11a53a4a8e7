package dev.loulan.journal.sqlite;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.entry.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The entries of one commit in one column: each as its length in four bytes, big-endian, and
 * itself.
 */
final class LeafBlock {

  private LeafBlock() {}

  static byte[] encode(List<Bytes> leaves) {
    int length = 0;
    for (Bytes leaf : leaves) {
      length += Integer.BYTES + leaf.length();
    }
    ByteBuffer block = ByteBuffer.allocate(length);
    for (Bytes leaf : leaves) {
      block.putInt(leaf.length()).put(leaf.toArray());
    }
    return block.array();
  }

  /** How many entries a block has, as far as it can be told apart. */
  static int count(Bytes bytes) {
    ByteBuffer block = ByteBuffer.wrap(bytes.toArray());
    int count = 0;
    while (block.remaining() >= Integer.BYTES) {
      int length = block.getInt();
      boolean fits = length >= 0 && length <= block.remaining();
      block.position(fits ? block.position() + length : block.limit());
      count++;
    }
    return count;
  }

  static List<Bytes> decode(byte[] bytes) {
    ByteBuffer block = ByteBuffer.wrap(bytes);
    List<Bytes> leaves = new ArrayList<>();
    while (block.hasRemaining()) {
      int length = block.remaining() < Integer.BYTES ? -1 : block.getInt();
      if (length < 1 || length > block.remaining()) {
        throw new JournalException(
            ErrorCode.CORRUPT, "A block of entries does not divide into whole entries");
      }
      byte[] leaf = new byte[length];
      block.get(leaf);
      leaves.add(Bytes.owning(leaf));
    }
    return leaves;
  }
}

package dev.loulan.journal.sqlite;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.merkle.TreeHash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Hashes of 32 bytes, one after the other. */
final class HashList {

  private HashList() {}

  static byte[] encode(List<Bytes> hashes) {
    ByteBuffer buffer = ByteBuffer.allocate(hashes.size() * TreeHash.LENGTH);
    hashes.forEach(hash -> buffer.put(hash.toArray()));
    return buffer.array();
  }

  static List<Bytes> decode(byte[] bytes) {
    if (bytes.length % TreeHash.LENGTH != 0) {
      throw new JournalException(
          ErrorCode.CORRUPT, "A list of hashes has " + bytes.length + " bytes, no multiple of 32");
    }
    List<Bytes> hashes = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      byte[] hash = new byte[TreeHash.LENGTH];
      buffer.get(hash);
      hashes.add(Bytes.owning(hash));
    }
    return hashes;
  }
}

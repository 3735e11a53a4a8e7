package dev.loulan.benchmarks.journal;

import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.merkle.Frontier;
import dev.loulan.journal.merkle.TreeHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The least that the same promise costs: a preallocated file, records one after the other, over
 * each group the same tree and signature as ours. It cannot be searched and takes no repair.
 */
final class RawLog implements DurableLog {
  private static final int PREALLOCATED = 64 << 20;

  private final FileChannel file;
  private final GroupQueue queue;
  private final Frontier frontier = new Frontier();
  private final Ed25519Signer signer = Records.signer();
  private final LogName log = new LogName(Records.DEVICE, EpochId.of(new byte[16]));
  private final VerifierKey key = LogName.key(Records.DEVICE, signer.publicKey());

  RawLog(Path folder) throws IOException {
    this.file =
        FileChannel.open(
            folder.resolve("raw.log"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
    for (int i = 0; i < PREALLOCATED; i += zeros.capacity()) {
      file.write(zeros.clear(), i);
    }
    file.force(true);
    this.queue = new GroupQueue(this::commit);
  }

  @Override
  public void append(long i) throws Exception {
    queue.append(Records.plain(i));
  }

  private void commit(List<byte[]> records) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(records.size() * (Records.LENGTH + 4) + 100);
    for (byte[] record : records) {
      frontier.append(TreeHash.leaf(record));
      block.putInt(record.length).put(record);
    }
    var line =
        new Checkpoint(log.origin(), frontier.size(), frontier.root())
            .sign(key, signer)
            .signatures()
            .getFirst();
    block.put(frontier.root().toArray()).put(line.signature().toArray());
    file.write(block.flip());
    file.force(false);
  }

  @Override
  public void close() throws IOException {
    queue.close();
    file.close();
  }
}

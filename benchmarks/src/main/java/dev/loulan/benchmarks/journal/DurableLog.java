package dev.loulan.benchmarks.journal;

import java.io.IOException;

/** Keeps records. Any thread may append. */
interface DurableLog extends AutoCloseable {

  /** Keeps the i-th record; it is on the disk when this returns. */
  void append(long i) throws Exception;

  @Override
  void close() throws IOException;
}

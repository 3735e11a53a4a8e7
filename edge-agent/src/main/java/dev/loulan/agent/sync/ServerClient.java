package dev.loulan.agent.sync;

import dev.loulan.domain.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Calls to the server in the name of the device. Any thread. An {@link IOException} says only that
 * no answer came: the server may have done what was asked.
 */
public interface ServerClient extends AutoCloseable {

  /** An answer, whatever its status. */
  record Answer(int status, String body, Optional<Instant> serverTime) {
    public boolean isOk() {
      return status == 200;
    }
  }

  Answer get(String path, Duration limit) throws IOException, InterruptedException;

  Answer putJson(String path, Json body) throws IOException, InterruptedException;

  Answer postJson(String path, Json body) throws IOException, InterruptedException;

  Answer postCbor(String path, byte[] body) throws IOException, InterruptedException;

  @Override
  void close();
}

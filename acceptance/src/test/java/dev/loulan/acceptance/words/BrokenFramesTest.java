package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.FrameCodec;
import dev.loulan.journal.JournalHead;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.entry.Alert;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that are no frame: refused, counted, seen on the agent's page and in its journal. */
class BrokenFramesTest {
  private static final int TYPE_AT = 3;
  private static final int BODY_LENGTH_AT = 4;

  @TempDir private Path folder;

  @Test
  void wrong_length_crc_and_type_are_counted_and_seen_and_the_next_board_is_served()
      throws Exception {
    try (Loulan.Running broker =
        Loulan.word("broker", "--port", LiveServer.freePort(), "--broker", "embedded").start()) {
      String uri = broker.awaitLine("ready ", 60).split(" ", -1)[1];
      Path config = config(uri);
      try (Loulan.Running agent = Loulan.word("agent", "--config", config).start()) {
        String[] ready = agent.awaitLine("ready ", 60).split(" ", -1);
        int port = Integer.parseInt(ready[3].substring(ready[3].lastIndexOf(':') + 1));
        byte[] hello = hello();
        assertThat(answer(port, hello)).as("a sound hello is not refused").isEmpty();
        assertThat(answer(port, withCrcBroken(hello))).isNotEmpty();
        assertThat(answer(port, withLengthOf(hello, 0x7fffffff))).isNotEmpty();
        assertThat(answer(port, withType(hello, 0x7e))).isNotEmpty();
        JsonNode page = awaitAlert(ready[1]);
        assertThat(page.required("alerts").toString()).contains("frame-refused: 3 ×");
        awaitJournaled(3);
        // Ended without any chance to write more: what is counted below was durable before.
        assertThat(agent.process().destroyForcibly().waitFor(30, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(journaled()).isEqualTo(3);
      JsonNode found = Loulan.word("journal", "verify", journal(), "--json").run().exits(0).json();
      assertThat(found.required("sound").booleanValue()).isTrue();
    }
  }

  private Path journal() {
    return folder.resolve("agent/journal.sqlite");
  }

  /** Waits until the running agent's journal has them; a board gone wild is told every 10 s. */
  private void awaitJournaled(long frames) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    long found = journaled();
    while (found < frames && System.nanoTime() < end) {
      Thread.sleep(200);
      found = journaled();
    }
    assertThat(found).as("refused frames that the journal counts").isEqualTo(frames);
  }

  private long journaled() {
    try (SqliteJournalStore store = SqliteJournalStore.openReadOnly(journal())) {
      JournalReader reader = new JournalReader(store);
      JournalHead head = reader.head().orElseThrow();
      return reader.entries(head.epoch(), 0, head.size()).stream()
          .map(JournalEntry::body)
          .filter(Alert.class::isInstance)
          .map(Alert.class::cast)
          .filter(alert -> alert.code().equals("frame-refused"))
          .mapToLong(Alert::count)
          .sum();
    }
  }

  private Path config(String broker) throws IOException {
    return Files.write(
        folder.resolve("agent.properties"),
        List.of(
            "loulan.agent.device=broken-1",
            "loulan.agent.data=" + folder.resolve("agent"),
            "loulan.agent.broker=" + broker));
  }

  private static byte[] hello() {
    return FrameCodec.encode(
        new Frame.Hello(
            "b1", Frame.Clock.WALL, 7, 1, Frame.DoorState.NO_DOOR, List.of("s1p1", "s1p2")));
  }

  /** What the bridge answers within a moment; a refusal, or nothing. */
  private static byte[] answer(int port, byte[] sent) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(2_000);
      socket.getOutputStream().write(sent);
      socket.getOutputStream().flush();
      byte[] got = new byte[256];
      try {
        int length = socket.getInputStream().read(got);
        return java.util.Arrays.copyOf(got, Math.max(0, length));
      } catch (java.net.SocketTimeoutException e) {
        return new byte[0];
      }
    }
  }

  private static byte[] withCrcBroken(byte[] frame) {
    byte[] broken = frame.clone();
    broken[broken.length - 1] ^= 1;
    return broken;
  }

  private static byte[] withLengthOf(byte[] frame, int length) {
    byte[] broken = frame.clone();
    java.nio.ByteBuffer.wrap(broken).putInt(BODY_LENGTH_AT, length);
    return broken;
  }

  private static byte[] withType(byte[] frame, int type) {
    byte[] broken = frame.clone();
    broken[TYPE_AT] = (byte) type;
    return broken;
  }

  private static JsonNode awaitAlert(String page) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    JsonNode seen = ask(page);
    while (System.nanoTime() < end && !seen.required("alerts").toString().contains("3 ×")) {
      Thread.sleep(100);
      seen = ask(page);
    }
    return seen;
  }

  private static JsonNode ask(String page) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(page + "/")).header("Accept", "application/json").build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return new ObjectMapper()
          .readTree(client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    }
  }
}

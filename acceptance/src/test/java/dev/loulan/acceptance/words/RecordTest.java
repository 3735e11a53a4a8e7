package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded from a running shelf can be replayed. */
class RecordTest {
  @TempDir private Path folder;

  @Test
  void a_recording_of_a_running_shelf_gives_the_same_receipt() throws InterruptedException {
    Path shop = Replay.shop();
    Path recorded = folder.resolve("recorded");
    try (Loulan.Running running =
        Loulan.word("replay", shop, "--speed", "2", "--json", "--out", folder.resolve("a"))
            .start()) {
      String broker = running.awaitLine("Broker:", 60);
      try (Loulan.Running recording =
          Loulan.word(
                  "record",
                  "--out",
                  recorded,
                  "--shelf",
                  "replay-1",
                  "--planogram",
                  shop,
                  "--broker-uri",
                  broker.substring(broker.indexOf("tcp://")),
                  "--json")
              .start()) {
        Replay live = new Replay(running.await(120).exits(0).json());
        JsonNode done = recording.await(60).exits(0).json();
        assertThat(done.required("boards")).hasSize(4);
        assertThat(done.required("frames").longValue()).isPositive();
        Replay again = Replay.of(recorded, folder.resolve("b"), "--speed", "max");
        assertThat(again.receipt()).isEqualTo(live.receipt()).hasSize(1);
        assertThat(again.shelvesWithEvents()).isEqualTo(live.shelvesWithEvents());
      }
    }
  }
}

package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large shelf that sells for a month while its line is cut, and then finds its server again. */
class MonthOfflineTest {
  private static final long SEGMENT_LIMIT = 4L * 1024 * 1024;

  @TempDir private Path folder;

  @Test
  void a_month_of_sales_reaches_the_ledger_in_parts_and_none_is_lost_or_doubled() throws Exception {
    OfflineShelf shelf = new OfflineShelf(folder, "month-1", "op", 40, 278, 1);
    try (LiveServer server = LiveServer.start(folder.resolve("server"))) {
      Path config = shelf.register(server);
      OfflineShelf.runOnce(config);
      onlyItsOwnerReads(shelf.data());
      long size = shelf.sellForAMonth();
      assertThat(Files.size(shelf.data().resolve("journal.sqlite")))
          .isGreaterThan(2 * SEGMENT_LIMIT);
      try (Loulan.Running agent = Loulan.word("agent", "--config", config).start()) {
        agent.awaitLine("ready ", 60);
        JsonNode device = awaitLedger(server, size);
        assertThat(device.required("obstacle").isNull()).as(device.toString()).isTrue();
      }
      JsonNode sales = server.status().at("/ledger");
      assertThat(sales.required("sales").longValue()).isEqualTo(shelf.sales());
      assertThat(sales.required("gross").longValue()).isEqualTo(shelf.sales() * OfflineShelf.PRICE);
    }
  }

  private static void onlyItsOwnerReads(Path data) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
        .isEqualTo("rwx------");
    for (String name : List.of("journal.sqlite", "journal-secret.key", "device.pem")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name))))
          .as(name)
          .isEqualTo("rw-------");
    }
  }

  private static JsonNode awaitLedger(LiveServer server, long size) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    JsonNode device = server.status().at("/devices/0");
    while (System.nanoTime() < end
        && (device.required("lag").longValue() > 0 || server.sizeOf("month-1") < size)) {
      Thread.sleep(500);
      device = server.status().at("/devices/0");
    }
    assertThat(server.sizeOf("month-1")).as(device.toString()).isGreaterThanOrEqualTo(size);
    return device;
  }
}

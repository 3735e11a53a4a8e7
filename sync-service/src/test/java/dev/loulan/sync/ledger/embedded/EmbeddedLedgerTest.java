package dev.loulan.sync.ledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.fixture.Consortium;
import dev.loulan.contract.fixture.MemoryLedger;
import dev.loulan.contract.fixture.Script;
import dev.loulan.contract.fixture.TestDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedLedgerTest {
  @TempDir Path folder;

  @Test
  void holds_the_same_bytes_as_the_state_in_memory() {
    MemoryLedger memory = new MemoryLedger();
    Script.run(memory);
    try (SqliteTestLedger sqlite = new SqliteTestLedger(folder.resolve("ledger.db"))) {
      Script.run(sqlite);
      assertThat(
              sqlite.dump().stream()
                  .sorted()
                  .toList()
                  .equals(memory.dump().stream().sorted().toList()))
          .as("the same keys and values")
          .isTrue();
      assertThat(sqlite.events()).isEqualTo(memory.events());
    }
  }

  @Test
  void what_was_answered_is_there_after_opening_again() {
    Path file = folder.resolve("ledger.db");
    TestDevice device = new TestDevice("shelf-1");
    List<String> before;
    try (SqliteTestLedger ledger = new SqliteTestLedger(file)) {
      new Consortium(ledger).found(device);
      new Consortium(ledger).submitNext(device);
      before = ledger.dump();
    }
    try (SqliteTestLedger ledger = new SqliteTestLedger(file)) {
      assertThat(ledger.dump()).isEqualTo(before);
      assertThat(ledger.events()).endsWith("BatchAccepted");
    }
  }

  @Test
  void a_copy_is_a_ledger_of_its_own() {
    try (EmbeddedLedger ledger = EmbeddedLedger.open(folder.resolve("ledger.db"))) {
      Consortium consortium = new Consortium(new MemoryLedger());
      ledger.invoke(
          consortium.host.caller(), ContractCalls.registerParty(consortium.host.registration()));
      ledger.backupTo(folder.resolve("copy.db"));
    }
    try (SqliteTestLedger copy = new SqliteTestLedger(folder.resolve("copy.db"))) {
      assertThat(copy.dump()).hasSize(1);
      assertThat(copy.events()).containsExactly("PartyRegistered");
    }
  }

  @Test
  void a_file_that_is_no_ledger_is_left_alone() throws IOException {
    Path text = folder.resolve("notes.txt");
    Files.writeString(text, "This is no database, and it is long enough to be read as one.");
    assertThatThrownBy(() -> EmbeddedLedger.open(text))
        .isInstanceOf(LedgerStoreException.class)
        .hasMessageContaining("notes.txt");
    assertThat(Files.readString(text)).startsWith("This is no database");
  }
}

package dev.loulan.sync.ledger.embedded;

import dev.loulan.contract.fixture.BankRules;
import dev.loulan.contract.fixture.TestLedger;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBankTest extends BankRules {
  @TempDir Path folder;

  @Override
  protected TestLedger open() {
    return new SqliteTestLedger(folder.resolve("ledger.db"));
  }
}

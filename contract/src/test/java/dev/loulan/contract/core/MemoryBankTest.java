package dev.loulan.contract.core;

import dev.loulan.contract.fixture.BankRules;
import dev.loulan.contract.fixture.MemoryLedger;
import dev.loulan.contract.fixture.TestLedger;

class MemoryBankTest extends BankRules {

  @Override
  protected TestLedger open() {
    return new MemoryLedger();
  }
}

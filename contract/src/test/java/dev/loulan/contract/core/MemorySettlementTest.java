package dev.loulan.contract.core;

import dev.loulan.contract.fixture.MemoryLedger;
import dev.loulan.contract.fixture.SettlementRules;
import dev.loulan.contract.fixture.TestLedger;

class MemorySettlementTest extends SettlementRules {

  @Override
  protected TestLedger open() {
    return new MemoryLedger();
  }
}

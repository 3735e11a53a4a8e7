package dev.loulan.contract.core;

import dev.loulan.contract.fixture.DisputeRules;
import dev.loulan.contract.fixture.MemoryLedger;
import dev.loulan.contract.fixture.TestLedger;

class MemoryDisputeTest extends DisputeRules {

  @Override
  protected TestLedger open() {
    return new MemoryLedger();
  }
}

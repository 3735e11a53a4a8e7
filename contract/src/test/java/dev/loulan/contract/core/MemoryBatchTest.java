package dev.loulan.contract.core;

import dev.loulan.contract.fixture.BatchRules;
import dev.loulan.contract.fixture.MemoryLedger;
import dev.loulan.contract.fixture.TestLedger;

class MemoryBatchTest extends BatchRules {

  @Override
  protected TestLedger open() {
    return new MemoryLedger();
  }
}

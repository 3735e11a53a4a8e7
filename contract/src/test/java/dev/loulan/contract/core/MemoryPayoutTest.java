package dev.loulan.contract.core;

import dev.loulan.contract.fixture.MemoryLedger;
import dev.loulan.contract.fixture.PayoutRules;
import dev.loulan.contract.fixture.TestLedger;

class MemoryPayoutTest extends PayoutRules {

  @Override
  protected TestLedger open() {
    return new MemoryLedger();
  }
}

package dev.loulan.fabric.shim;

import dev.loulan.contract.fixture.SettlementRules;
import dev.loulan.contract.fixture.TestLedger;

class ShimSettlementTest extends SettlementRules {

  @Override
  protected TestLedger open() {
    return new ShimLedger();
  }
}

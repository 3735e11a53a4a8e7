package dev.loulan.fabric.shim;

import dev.loulan.contract.fixture.PayoutRules;
import dev.loulan.contract.fixture.TestLedger;

class ShimPayoutTest extends PayoutRules {

  @Override
  protected TestLedger open() {
    return new ShimLedger();
  }
}

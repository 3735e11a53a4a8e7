package dev.loulan.fabric.shim;

import dev.loulan.contract.fixture.DisputeRules;
import dev.loulan.contract.fixture.TestLedger;

class ShimDisputeTest extends DisputeRules {

  @Override
  protected TestLedger open() {
    return new ShimLedger();
  }
}

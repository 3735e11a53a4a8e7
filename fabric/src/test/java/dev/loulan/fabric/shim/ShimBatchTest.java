package dev.loulan.fabric.shim;

import dev.loulan.contract.fixture.BatchRules;
import dev.loulan.contract.fixture.TestLedger;

class ShimBatchTest extends BatchRules {

  @Override
  protected TestLedger open() {
    return new ShimLedger();
  }
}

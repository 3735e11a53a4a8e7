package dev.loulan.fabric.shim;

import dev.loulan.contract.fixture.BankRules;
import dev.loulan.contract.fixture.TestLedger;

class ShimBankTest extends BankRules {

  @Override
  protected TestLedger open() {
    return new ShimLedger();
  }
}

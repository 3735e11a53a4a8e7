package dev.loulan.fabric.shim;

import dev.loulan.contract.fixture.AgreementRules;
import dev.loulan.contract.fixture.TestLedger;

class ShimAgreementTest extends AgreementRules {

  @Override
  protected TestLedger open() {
    return new ShimLedger();
  }
}

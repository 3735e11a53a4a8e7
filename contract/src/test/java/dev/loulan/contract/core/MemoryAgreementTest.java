package dev.loulan.contract.core;

import dev.loulan.contract.fixture.AgreementRules;
import dev.loulan.contract.fixture.MemoryLedger;
import dev.loulan.contract.fixture.TestLedger;

class MemoryAgreementTest extends AgreementRules {

  @Override
  protected TestLedger open() {
    return new MemoryLedger();
  }
}

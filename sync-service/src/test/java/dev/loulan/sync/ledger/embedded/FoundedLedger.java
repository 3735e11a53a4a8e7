package dev.loulan.sync.ledger.embedded;

import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.PartyRole;
import dev.loulan.contract.fixture.Consortium;
import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.contract.fixture.TestParty;
import java.nio.file.Path;

/** An embedded ledger on which an operator and devices of a simulated clock are registered. */
public final class FoundedLedger {
  public static final TestParty OPERATOR = TestParty.of("op", PartyRole.OPERATOR);

  private FoundedLedger() {}

  public static EmbeddedLedger of(Path file, TestDevice... devices) {
    EmbeddedLedger ledger = EmbeddedLedger.open(file);
    ledger.invoke(OPERATOR.caller(), ContractCalls.configure(Consortium.simulatedClock()));
    ledger.invoke(OPERATOR.caller(), ContractCalls.registerParty(OPERATOR.registration()));
    for (TestDevice device : devices) {
      register(ledger, device);
    }
    return ledger;
  }

  public static void register(EmbeddedLedger ledger, TestDevice device) {
    ledger.invoke(
        OPERATOR.caller(), ContractCalls.registerDevice(device.registration("s1", "op", "USD")));
  }
}

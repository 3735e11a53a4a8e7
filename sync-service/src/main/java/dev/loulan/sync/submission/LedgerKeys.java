package dev.loulan.sync.submission;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.ContractException;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.sync.intake.RegisteredKeys;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.LedgerUnavailableException;
import java.util.List;
import java.util.Optional;

/** The journal keys as the ledger has them. */
public final class LedgerKeys implements RegisteredKeys {
  private final LedgerGateway ledger;
  private final Caller caller;

  public LedgerKeys(LedgerGateway ledger, Caller caller) {
    this.ledger = ledger;
    this.caller = caller;
  }

  @Override
  public Optional<VerifierKey> first(String device) {
    try {
      byte[] answer = ledger.query(caller, ContractCalls.devices()).payload();
      List<Json> devices =
          JsonReader.read(answer) instanceof Json.Arr all ? all.items() : List.of();
      return devices.stream()
          .map(known -> Fields.of(known, "device"))
          .filter(known -> known.text("deviceId").equals(device) && !known.flag("revoked"))
          .findFirst()
          .map(LedgerKeys::first);
    } catch (ContractException | LedgerUnavailableException e) {
      // The device asks again.
      return Optional.empty();
    }
  }

  private static VerifierKey first(Fields device) {
    List<String> former =
        device.find("formerVkeys").isPresent() ? device.texts("formerVkeys") : List.of();
    return VerifierKey.parse(former.isEmpty() ? device.text("vkey") : former.getFirst());
  }
}

package dev.loulan.server.ledger;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.PartyRole;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.provisioning.party.PartyPublicKey;
import dev.loulan.server.settings.ServerSettings;
import dev.loulan.sync.ledger.LedgerGateway;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Calls of the contract on behalf of whom the server has authenticated. */
@Singleton
public class LedgerDesk {
  private final LedgerGateway ledger;
  private final Caller server;

  LedgerDesk(LedgerGateway ledger, ServerSettings settings) {
    this.ledger = ledger;
    this.server = new Caller(settings.name(), PartyRole.PLATFORM);
  }

  /** A party as it registered. */
  public record Party(String partyId, String role, String name, String keyId, String publicKey) {}

  /** The operator that the administrator acts for: the first that registered, or the server. */
  public Caller operator() {
    return parties().stream()
        .filter(party -> party.role().equals(PartyRole.OPERATOR.word()))
        .findFirst()
        .map(party -> new Caller(party.partyId(), PartyRole.OPERATOR))
        .orElse(new Caller(server.partyId(), PartyRole.OPERATOR));
  }

  public Caller server() {
    return server;
  }

  public List<Party> parties() {
    return list(ContractCalls.parties()).stream()
        .map(party ->
            new Party(
                party.text("partyId"),
                party.text("role"),
                party.text("name"),
                party.text("keyId"),
                party.text("publicKey")))
        .toList();
  }

  /** The key with which a party signs. */
  public Optional<PartyPublicKey> key(String partyId) {
    return list(ContractCalls.parties()).stream()
        .filter(party -> party.text("partyId").equals(partyId))
        .findFirst()
        .flatMap(party -> party.textOrNone("publicKey"))
        .map(PartyPublicKey::ofBase64);
  }

  /** The objects that a question is answered with. */
  public List<Fields> list(ContractCall call) {
    Json answer = JsonReader.read(query(call));
    List<Json> items = answer instanceof Json.Arr array ? array.items() : List.of();
    return items.stream().map(item -> Fields.of(item, call.function().word())).toList();
  }

  /** How far the ledger is with a device; empty for one that has not registered its key. */
  public Optional<Fields> position(String device) {
    try {
      byte[] position = query(ContractCalls.devicePosition(device));
      return Optional.of(Fields.of(JsonReader.read(position), "The position"));
    } catch (ContractException e) {
      return Optional.empty();
    }
  }

  public byte[] query(ContractCall call) {
    return ledger.query(server, call).payload();
  }

  /**
   * Sends a call; returns the payload.
   *
   * @throws ContractException when the contract does not accept it
   */
  public byte[] submit(Caller caller, ContractCall call) {
    return ledger.submit(caller, call).payload();
  }
}

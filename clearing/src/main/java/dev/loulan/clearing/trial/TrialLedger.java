package dev.loulan.clearing.trial;

import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.text.Place;
import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.PartyRole;
import dev.loulan.contract.Reply;
import dev.loulan.domain.Currency;
import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.SharingParty;
import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.sync.ledger.embedded.EmbeddedLedger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The embedded ledger with the parties, agreements and devices of a trial on it. */
final class TrialLedger implements AutoCloseable {
  private static final List<ShareRole> SIGNERS =
      List.of(ShareRole.OPERATOR, ShareRole.HOST, ShareRole.SUPPLIER);
  private static final String CERTIFICATE = "00".repeat(32);

  private final EmbeddedLedger ledger;
  private final String run;
  private final TrialParty operator;
  private final TreeMap<String, TrialParty> parties = new TreeMap<>();
  private final TreeMap<String, Json> agreements = new TreeMap<>();

  private TrialLedger(EmbeddedLedger ledger, String run, TrialParty operator) {
    this.ledger = ledger;
    this.run = run;
    this.operator = operator;
  }

  static TrialLedger open(Path file, String run, TrialParty operator) {
    return new TrialLedger(EmbeddedLedger.open(file), run, operator);
  }

  /**
   * Registers the parties of the terms and lets each sign.
   *
   * @throws InputException when the contract does not take the terms
   */
  void agree(String file, List<TermsDocument> documents) {
    try {
      documents.forEach(this::agree);
    } catch (ContractException e) {
      throw InputException.at(Place.of(file), "agreement.wrong", e.getMessage());
    }
  }

  private void agree(TermsDocument document) {
    for (SharingParty place : document.terms().parties()) {
      PartyRole.ofWord(place.role().word()).ifPresent(role -> register(place.partyId(), role));
    }
    call(operator.caller(), ContractCalls.proposeAgreement(document.json().canonical()));
    List<Json> signatures = new ArrayList<>();
    for (ShareRole role : SIGNERS) {
      TrialParty party = party(document.terms().partyOf(role).partyId());
      String signature = party.sign("loulan.dev/agreement/v1", document.hash());
      call(
          party.caller(),
          ContractCalls.signAgreement(
              document.terms().agreementId(),
              document.terms().version(),
              party.partyId(),
              signature));
      signatures.add(
          new JsonObjectBuilder()
              .text("party", role.word())
              .text("partyId", party.partyId())
              .text("publicKey", party.key().publicKey().base64())
              .text("signature", signature)
              .build());
    }
    agreements.put(
        document.terms().agreementId() + "/" + document.terms().version(),
        new JsonObjectBuilder()
            .json("terms", document.json())
            .array("signatures", signatures)
            .build());
  }

  /** Terms with their signatures, by {@code agreementId/version}. */
  SortedMap<String, Json> agreements() {
    return Collections.unmodifiableSortedMap(agreements);
  }

  private void register(String partyId, PartyRole role) {
    TrialParty party =
        partyId.equals(operator.partyId()) ? operator : TrialParty.of(run, partyId, role);
    if (parties.putIfAbsent(partyId, party) == null) {
      call(party.caller(), ContractCalls.registerParty(party.registration()));
    }
  }

  private TrialParty party(String partyId) {
    return parties.getOrDefault(partyId, operator);
  }

  void registerDevice(String deviceId, String siteId, Currency currency) {
    String vkey = LogName.key(deviceId, operator.key().publicKey()).encode();
    call(
        operator.caller(),
        ContractCalls.registerDevice(
            new JsonObjectBuilder()
                .text("deviceId", deviceId)
                .text("shelf", deviceId)
                .text("site", siteId)
                .text("operator", operator.partyId())
                .text("currency", currency.code())
                .text("vkey", vkey)
                .text("certificateSha256", CERTIFICATE)
                .text(
                    "proof",
                    operator.sign("loulan.dev/journal-key/v1", deviceId, vkey, CERTIFICATE))
                .build()));
  }

  /**
   * Calls the contract as the operator.
   *
   * @throws IllegalStateException when it refuses what this module made
   */
  Json call(ContractCall call) {
    return call(operator.caller(), call);
  }

  Fields fields(ContractCall call) {
    return Fields.of(call(call), call.function().word());
  }

  private Json call(Caller caller, ContractCall call) {
    Reply reply = ledger.invoke(caller, call);
    if (reply.status() != Reply.Status.DONE) {
      throw new IllegalStateException(
          call.function().word() + ": " + new String(reply.payload(), StandardCharsets.UTF_8));
    }
    return JsonReader.read(reply.payload());
  }

  @Override
  public void close() {
    ledger.close();
  }
}

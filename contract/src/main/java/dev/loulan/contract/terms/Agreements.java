package dev.loulan.contract.terms;

import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.StatePort;
import dev.loulan.contract.StateReader;
import dev.loulan.contract.state.Documents;
import dev.loulan.contract.state.Key;
import dev.loulan.contract.state.Message;
import dev.loulan.contract.state.Signatures;
import dev.loulan.domain.agreement.SharingParty;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.agreement.TermsException;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Proposed versions and their signatures. A version is in force when operator, host and supplier
 * have each signed its hash with the key of the party that the terms name.
 */
final class Agreements {
  private static final String TERMS = "terms";
  private static final String SIGNATURE = "signature";

  private Agreements() {}

  static Json propose(StatePort state, byte[] document) {
    TermsDocument terms = read(document);
    terms.terms().parties().forEach(party -> Key.requireId(party.partyId(), "partyId"));
    terms.terms().shelves().forEach(shelf -> Key.requireId(shelf, "shelf"));
    for (SharingParty party : AgreementState.signatories(terms.terms())) {
      requireRole(Parties.require(state, party.partyId()), party);
    }
    Optional<AgreementState> before =
        find(state, terms.terms().agreementId(), terms.terms().version());
    if (before.isPresent() && !before.get().document().hash().equals(terms.hash())) {
      throw new ContractException(
          ContractCode.AGREEMENT_DIFFERS,
          Message.of(
              "Version %d of agreement %s is proposed already with other terms; propose a new"
                  + " version",
              terms.terms().version(), terms.terms().agreementId()));
    }
    if (before.isEmpty()) {
      state.put(key(terms.terms()), terms.json().canonical());
      state.emit("AgreementProposed", summary(terms).canonical());
    }
    return summary(terms);
  }

  static Json sign(
      StatePort state, String agreementId, long version, String partyId, String signature) {
    AgreementState agreement = require(state, agreementId, version);
    Party party = Parties.require(state, partyId);
    SharingParty place = placeOf(agreement, party);
    byte[] bytes = Signatures.base64(signature, "signature");
    if (!party.signed(bytes, "loulan.dev/agreement/v1", agreement.document().hash())) {
      throw new ContractException(
          ContractCode.SIGNATURE_NOT_OF_PARTY,
          Message.of(
              "The signature under %s version %d is not made with the key of party %s over hash %s",
              agreementId, version, partyId, agreement.document().hash()));
    }
    AgreementState signed = agreement.with(place.role().word());
    if (signed.isInForce() && !agreement.isInForce()) {
      requireNoOverlap(state, signed);
    }
    if (!agreement.signedRoles().contains(place.role().word())) {
      state.put(signatureKey(agreement, place), signatureRecord(party, signature).canonical());
      state.emit("AgreementSigned", signed.progress().canonical());
    }
    return signed.progress();
  }

  /** All versions, by agreement id and version. */
  static List<AgreementState> all(StateReader state) {
    List<AgreementState> agreements = new ArrayList<>();
    for (Json stored : Documents.under(state, TERMS)) {
      TermsDocument document = read(stored.canonical());
      agreements.add(load(state, document));
    }
    return List.copyOf(agreements);
  }

  static Json list(StateReader state) {
    List<Json> agreements = new ArrayList<>();
    for (AgreementState agreement : all(state)) {
      agreements.add(agreement.json().array("signatures", signatures(state, agreement)).build());
    }
    return Json.array(agreements);
  }

  /** Who signed with which key, so that anyone can check it. */
  private static List<Json> signatures(StateReader state, AgreementState agreement) {
    List<Json> signatures = new ArrayList<>();
    for (SharingParty place : AgreementState.signatories(agreement.document().terms())) {
      Documents.find(state, signatureKey(agreement, place))
          .map(Documents::fields)
          .ifPresent(signed ->
              signatures.add(
                  new JsonObjectBuilder()
                      .text("party", place.role().word())
                      .text("partyId", place.partyId())
                      .text("publicKey", Parties.require(state, place.partyId()).publicKeyBase64())
                      .text("signature", signed.text("signature"))
                      .build()));
    }
    return signatures;
  }

  private static AgreementState require(StateReader state, String agreementId, long version) {
    return find(state, Key.requireId(agreementId, "agreementId"), version)
        .orElseThrow(() ->
            new ContractException(
                ContractCode.UNKNOWN_AGREEMENT,
                "No version " + version + " of agreement " + agreementId + " is proposed"));
  }

  private static Optional<AgreementState> find(
      StateReader state, String agreementId, long version) {
    return Documents.find(state, Key.of(TERMS, agreementId, Key.index(version)))
        .map(stored -> load(state, read(stored.canonical())));
  }

  private static AgreementState load(StateReader state, TermsDocument document) {
    Terms terms = document.terms();
    String from = Key.under(SIGNATURE, terms.agreementId(), Key.index(terms.version()));
    String to = Key.end(SIGNATURE, terms.agreementId(), Key.index(terms.version()));
    List<String> roles =
        state.range(from, to).stream().map(row -> row.key().substring(from.length())).toList();
    return new AgreementState(document, roles);
  }

  private static void requireNoOverlap(StateReader state, AgreementState signed) {
    Terms terms = signed.document().terms();
    for (AgreementState other : all(state)) {
      boolean sameId = other.document().terms().agreementId().equals(terms.agreementId());
      if (!sameId && other.isInForce() && AgreementState.overlap(other, signed)) {
        throw new ContractException(
            ContractCode.AGREEMENT_OVERLAPS,
            Message.of(
                "Agreement %s and agreement %s in force claim the same shelf, supplier and days",
                terms.agreementId(), other.document().terms().agreementId()));
      }
    }
  }

  private static SharingParty placeOf(AgreementState agreement, Party party) {
    return AgreementState.signatories(agreement.document().terms()).stream()
        .filter(place -> place.partyId().equals(party.partyId()))
        .filter(place -> place.role().word().equals(party.role().word()))
        .findFirst()
        .orElseThrow(() ->
            new ContractException(
                ContractCode.NOT_A_PARTY_OF_AGREEMENT,
                Message.of(
                    "Party %s is neither operator, host nor supplier of this agreement",
                    party.partyId())));
  }

  private static void requireRole(Party party, SharingParty place) {
    if (!party.role().word().equals(place.role().word())) {
      throw new ContractException(
          ContractCode.TERMS_INVALID,
          Message.of(
              "Party %s is registered as %s and cannot be the %s of an agreement",
              party.partyId(), party.role().word(), place.role().word()));
    }
  }

  private static TermsDocument read(byte[] document) {
    try {
      return TermsDocument.read(document);
    } catch (TermsException e) {
      throw new ContractException(ContractCode.TERMS_INVALID, String.valueOf(e.getMessage()));
    }
  }

  private static Json.Obj summary(TermsDocument terms) {
    return new JsonObjectBuilder()
        .text("agreementId", terms.terms().agreementId())
        .integer("version", terms.terms().version())
        .text("hash", terms.hash())
        .build();
  }

  private static Json.Obj signatureRecord(Party party, String signature) {
    return new JsonObjectBuilder()
        .text("partyId", party.partyId())
        .text("keyId", party.keyId())
        .text("signature", signature)
        .build();
  }

  private static String key(Terms terms) {
    return Key.of(TERMS, terms.agreementId(), Key.index(terms.version()));
  }

  private static String signatureKey(AgreementState agreement, SharingParty place) {
    Terms terms = agreement.document().terms();
    return Key.of(SIGNATURE, terms.agreementId(), Key.index(terms.version()), place.role().word());
  }
}

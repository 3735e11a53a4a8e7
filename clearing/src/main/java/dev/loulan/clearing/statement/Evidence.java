package dev.loulan.clearing.statement;

import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.journal.checkpoint.EntryProof;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.NoteFormatException;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.EntryFormatException;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.key.Ed25519;
import dev.loulan.journal.merkle.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What the signatures of a bundle vouch for. Every question throws when they do not. */
final class Evidence {
  private static final List<ShareRole> SIGNERS =
      List.of(ShareRole.OPERATOR, ShareRole.HOST, ShareRole.SUPPLIER);

  private final Bundle bundle;
  private final TreeMap<String, Terms> terms = new TreeMap<>();
  private final TreeMap<String, JournalEntry> proven = new TreeMap<>();
  private final TreeMap<String, Bytes> operators = new TreeMap<>();

  Evidence(Bundle bundle, Consumer<String> faults) {
    this.bundle = bundle;
    for (Json agreement : bundle.agreements()) {
      try {
        add(Fields.of(agreement, "agreement"));
      } catch (IllegalArgumentException e) {
        faults.accept(String.valueOf(e.getMessage()));
      }
    }
  }

  Terms terms(Group group) {
    Terms found = terms.get(group.agreementId() + "/" + group.version());
    if (found == null) {
      throw new IllegalArgumentException(
          "agreement "
              + group.agreementId()
              + " version "
              + group.version()
              + " is not there with its signatures");
    }
    return found;
  }

  /** All terms that are there with their signatures, by {@code agreementId/version}. */
  SortedMap<String, Terms> terms() {
    return Collections.unmodifiableSortedMap(terms);
  }

  /** The sale that a device signed. */
  Sale sale(String saleId, Group group) {
    JournalEntry entry = entry(saleId);
    if (!(entry.body() instanceof Sale sale)) {
      throw new IllegalArgumentException(saleId + " is no sale");
    }
    if (!sale.currency().equals(bundle.currency())) {
      throw new IllegalArgumentException(
          saleId + " was sold in another currency, " + sale.currency());
    }
    requireOnDay(saleId, entry, group);
    return sale;
  }

  /** The sale or review that an adjustment is about. */
  JournalEntry target(String id) {
    return entry(id);
  }

  /** The decision about a sale or review, signed by the operator of the agreement. */
  Fields adjustment(String target, Group group) {
    for (Json document : bundle.adjustments()) {
      Fields fields = Fields.of(document, "adjustment");
      if (fields.text("target").equals(target) && fields.text("day").equals(group.day())) {
        requireSigned(document, fields, group);
        return fields;
      }
    }
    throw new IllegalArgumentException("no signed decision about " + target + " is there");
  }

  private void requireSigned(Json document, Fields fields, Group group) {
    Terms version = terms(group);
    Bytes key = operators.get(group.agreementId() + "/" + group.version());
    String message =
        "loulan.dev/adjustment/v1\n"
            + TreeHash.sha256(Adjusted.unsigned(document).canonical()).hex()
            + "\n";
    boolean signed =
        key != null
            && fields.text("partyId").equals(version.partyOf(ShareRole.OPERATOR).partyId())
            && Ed25519.verify(
                key, message.getBytes(StandardCharsets.UTF_8), bytes(fields.text("signature")));
    if (!signed) {
      throw new IllegalArgumentException(
          "the decision about " + fields.text("target") + " is not signed by the operator");
    }
  }

  DayClose close(Bundle.CloseRef ref) {
    if (entry(ref.entryId()).body() instanceof DayClose close
        && close.toDay().equals(ref.day())
        && ref.entryId().startsWith(ref.deviceId() + ":")) {
      return close;
    }
    throw new IllegalArgumentException(
        ref.entryId() + " does not close " + ref.day() + " of " + ref.deviceId());
  }

  /** A sale belongs to the first day close after it. */
  private void requireOnDay(String saleId, JournalEntry sale, Group group) {
    for (Bundle.CloseRef ref : bundle.closes()) {
      boolean sameLog = logOf(ref.entryId()).equals(logOf(saleId));
      long closeSeq = seqOf(ref.entryId());
      boolean earlier = ref.day().compareTo(group.day()) < 0;
      if (sameLog && earlier == (closeSeq > sale.seq())) {
        throw new IllegalArgumentException(
            saleId
                + " does not belong to "
                + group.day()
                + ": the close of "
                + ref.day()
                + " is entry "
                + closeSeq);
      }
    }
  }

  private JournalEntry entry(String id) {
    JournalEntry known = proven.get(id);
    if (known != null) {
      return known;
    }
    String proof = bundle.proofs().get(id);
    String deviceId = id.substring(0, Math.max(0, id.indexOf(':')));
    String vkey = bundle.vkeys().get(deviceId);
    if (proof == null || vkey == null) {
      throw new IllegalArgumentException(id + " has no proof");
    }
    JournalEntry entry = proven(id, deviceId, proof, vkey);
    proven.put(id, entry);
    return entry;
  }

  private static JournalEntry proven(String id, String deviceId, String text, String vkey) {
    try {
      EntryProof proof = EntryProof.parse(text);
      VerifierKey key = VerifierKey.parse(vkey);
      Bytes leaf = proof.extra();
      String origin = new LogName(deviceId, EpochId.ofHex(epochOf(id))).origin();
      if (leaf == null
          || !key.equals(LogName.key(deviceId, key.publicKey()))
          || !proof.checkpoint().text().startsWith(origin + "\n")
          || proof.index() != seqOf(id)
          || !proof.proves(leaf.toArray(), key)) {
        throw new IllegalArgumentException(id + " is not proven by the log of " + deviceId);
      }
      return EntryCodec.decode(leaf.toArray());
    } catch (NoteFormatException | EntryFormatException e) {
      throw new IllegalArgumentException(id + ": " + e.getMessage(), e);
    }
  }

  private void add(Fields agreement) {
    Json json = agreement.find("terms").orElse(new Json.Null());
    TermsDocument document = TermsDocument.read(json.canonical());
    String name = document.terms().agreementId() + " version " + document.terms().version();
    String message = "loulan.dev/agreement/v1\n" + document.hash() + "\n";
    for (ShareRole role : SIGNERS) {
      String partyId = document.terms().partyOf(role).partyId();
      boolean signed =
          agreement.objects("signatures").stream()
              .filter(signature -> signature.text("party").equals(role.word()))
              .filter(signature -> signature.text("partyId").equals(partyId))
              .anyMatch(signature ->
                  Ed25519.verify(
                      bytes(signature.text("publicKey")),
                      message.getBytes(StandardCharsets.UTF_8),
                      bytes(signature.text("signature"))));
      if (!signed) {
        throw new IllegalArgumentException(
            "agreement " + name + " is not signed by the " + role.word() + " " + partyId);
      }
    }
    String version = document.terms().agreementId() + "/" + document.terms().version();
    terms.put(version, document.terms());
    agreement.objects("signatures").stream()
        .filter(signature -> signature.text("party").equals(ShareRole.OPERATOR.word()))
        .findFirst()
        .ifPresent(operator -> operators.put(version, bytes(operator.text("publicKey"))));
  }

  private static Bytes bytes(String base64) {
    return Bytes.of(Base64.getDecoder().decode(base64));
  }

  private static String logOf(String id) {
    return id.substring(0, id.lastIndexOf(':'));
  }

  private static String epochOf(String id) {
    return id.substring(id.indexOf(':') + 1, id.lastIndexOf(':'));
  }

  private static long seqOf(String id) {
    return Long.parseLong(id.substring(id.lastIndexOf(':') + 1));
  }
}

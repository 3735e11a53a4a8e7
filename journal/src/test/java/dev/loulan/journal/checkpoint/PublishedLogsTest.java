package dev.loulan.journal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.upokecenter.cbor.CBORObject;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.merkle.Proofs;
import dev.loulan.journal.merkle.TreeHash;
import dev.loulan.needs.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Entries, proofs and checkpoints of public transparency logs, read by our classes. */
class PublishedLogsTest {
  private static final String LOG = "log2025-alpha1.rekor.sigstage.dev";
  private static final int ED25519_KEY = 32;

  @Test
  void every_entry_that_should_pass_is_included_and_of_the_others_39_are() throws IOException {
    int included = 0;
    Set<String> excluded = new TreeSet<>();
    for (CBORObject bundle : bundles()) {
      if (isIncluded(bundle)) {
        included++;
      } else {
        excluded.add(bundle.get("case").AsString());
      }
    }
    assertThat(included).isEqualTo(21 + 39);
    assertThat(excluded).hasSize(5).allMatch(name -> name.endsWith("_fail"));
    assertThat(excluded).contains("inclusion-proof-corrupted-hash_fail");
  }

  @Test
  void every_checkpoint_of_a_passing_bundle_names_the_root_of_its_proof() throws IOException {
    int passing = 0;
    int differing = 0;
    for (CBORObject bundle : bundles()) {
      boolean fails = bundle.get("expect_fail").AsBoolean();
      Checkpoint checkpoint = checkpoint(bundle);
      if (checkpoint == null) {
        assertThat(fails).as(bundle.get("case").AsString()).isTrue();
        continue;
      }
      CBORObject proof = bundle.get("inclusionProof");
      boolean same = checkpoint.root().equals(Bytes.ofBase64(proof.get("rootHash").AsString()));
      if (!fails) {
        passing++;
        assertThat(same).as(bundle.get("case").AsString()).isTrue();
        assertThat(Long.toString(checkpoint.size())).isEqualTo(proof.get("treeSize").AsString());
      } else if (!same) {
        differing++;
      }
    }
    assertThat(passing).isEqualTo(21);
    assertThat(differing).isPositive();
  }

  @Test
  void the_signature_of_an_ed25519_log_is_found_wherever_it_stands_and_nothing_stands_for_it()
      throws IOException {
    VerifierKey key = new VerifierKey(LOG, VerifierKey.Kind.NOTE, publicKey());
    int cases = 0;
    for (CBORObject bundle : bundles()) {
      String name = bundle.get("case").AsString();
      String note = envelope(bundle);
      boolean ofTheLog = note != null && note.contains(LOG);
      if (note == null || !(ofTheLog || name.startsWith("rekor2-checkpoint"))) {
        continue;
      }
      boolean byTheLog = !name.startsWith("rekor2-checkpoint") || !name.endsWith("_fail");
      assertThat(isSigned(note, key)).as(name).isEqualTo(byTheLog);
      cases++;
    }
    assertThat(cases).isGreaterThanOrEqualTo(20);
  }

  /** Whether the note is a checkpoint of the log whose key this is, signed by it. */
  private static boolean isSigned(String note, VerifierKey key) {
    try {
      SignedNote signed = SignedNote.parse(note);
      return Checkpoint.parse(signed).origin().equals(key.name()) && signed.isSignedBy(key);
    } catch (NoteFormatException e) {
      return false;
    }
  }

  private static boolean isIncluded(CBORObject bundle) {
    CBORObject proof = bundle.get("inclusionProof");
    if (proof == null || proof.isNull()) {
      return false;
    }
    CBORObject hashes = proof.get("hashes");
    List<Bytes> path =
        hashes == null || hashes.isNull()
            ? List.of()
            : hashes.getValues().stream().map(hash -> Bytes.ofBase64(hash.AsString())).toList();
    byte[] leaf = Bytes.ofBase64(bundle.get("canonicalizedBody").AsString()).toArray();
    return Proofs.includes(
        Long.parseLong(proof.get("logIndex").AsString()),
        Long.parseLong(proof.get("treeSize").AsString()),
        Bytes.ofBase64(proof.get("rootHash").AsString()),
        TreeHash.leaf(leaf),
        path);
  }

  private static @Nullable Checkpoint checkpoint(CBORObject bundle) {
    String note = envelope(bundle);
    try {
      return note == null ? null : Checkpoint.parseText(head(SignedNote.parse(note).text()));
    } catch (NoteFormatException e) {
      return null;
    }
  }

  /** Ours have no extension lines and are refused with some; older public logs add a time. */
  private static String head(String text) {
    return text.lines().limit(3).map(line -> line + "\n").collect(Collectors.joining());
  }

  private static @Nullable String envelope(CBORObject bundle) {
    CBORObject proof = bundle.get("inclusionProof");
    CBORObject checkpoint = proof == null ? null : proof.get("checkpoint");
    CBORObject envelope = checkpoint == null ? null : checkpoint.get("envelope");
    return envelope == null || envelope.isNull() ? null : envelope.AsString();
  }

  /** The Ed25519 key of the log; what stands before it in its encoding names the kind of key. */
  private static Bytes publicKey() throws IOException {
    String json = Files.readString(Needs.data("tlog-checkpoints/rekor2_trusted_tlogs.json"));
    String encoded =
        CBORObject.FromJSONString(json).get("tlogs").getValues().stream()
            .filter(log -> log.get("baseUrl").AsString().endsWith(LOG))
            .map(log -> log.get("publicKey").get("rawBytes").AsString())
            .collect(Collectors.joining());
    byte[] whole = Bytes.ofBase64(encoded).toArray();
    return Bytes.of(Arrays.copyOfRange(whole, whole.length - ED25519_KEY, whole.length));
  }

  private static List<CBORObject> bundles() throws IOException {
    List<CBORObject> bundles =
        Files.readAllLines(Needs.data("tlog-checkpoints/bundles.jsonl")).stream()
            .map(CBORObject::FromJSONString)
            .toList();
    assertThat(bundles).hasSize(65);
    return bundles;
  }
}

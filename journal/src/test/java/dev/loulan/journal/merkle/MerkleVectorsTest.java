package dev.loulan.journal.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import com.upokecenter.cbor.CBORObject;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.needs.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The published vectors of transparency-dev/merkle: every verdict agrees. */
class MerkleVectorsTest {

  @Test
  void inclusion_verdicts_agree_with_the_published_vectors() throws IOException {
    List<CBORObject> cases = cases("inclusion.jsonl");
    for (CBORObject vector : cases) {
      boolean verdict =
          Proofs.includes(
              number(vector.get("leafIdx")),
              number(vector.get("treeSize")),
              hash(vector.get("root")),
              hash(vector.get("leafHash")),
              proof(vector.get("proof")));
      assertThat(verdict)
          .as(vector.get("case").AsString())
          .isEqualTo(!vector.get("wantErr").AsBoolean());
    }
    assertThat(cases).hasSize(98);
  }

  @Test
  void consistency_verdicts_agree_with_the_published_vectors() throws IOException {
    List<CBORObject> cases = cases("consistency.jsonl");
    for (CBORObject vector : cases) {
      boolean verdict =
          Proofs.extend(
              number(vector.get("size1")),
              number(vector.get("size2")),
              hash(vector.get("root1")),
              hash(vector.get("root2")),
              proof(vector.get("proof")));
      assertThat(verdict)
          .as(vector.get("case").AsString())
          .isEqualTo(!vector.get("wantErr").AsBoolean());
    }
    assertThat(cases).hasSize(98);
  }

  /**
   * A subtree that begins at 0 is the smaller tree; no proof of ours speaks of another. Six vectors
   * call an empty subtree valid, whatever the tree's root: an empty proof and the hash of nothing.
   * RFC 6962 (2.1.2) and RFC 9162 (2.1.4) define a consistency proof for 0 &lt; m &lt;= n only, so
   * it says nothing about the tree, and is refused here.
   */
  @Test
  void verdicts_on_subtrees_from_the_begin_agree_with_the_published_vectors() throws IOException {
    int agreed = 0;
    List<CBORObject> cases = cases("subtreeconsistency.jsonl");
    for (CBORObject vector : cases) {
      long start = number(vector.get("start"));
      long end = number(vector.get("end"));
      boolean valid = !vector.get("wantErr").AsBoolean();
      boolean saysNothing =
          start == end
              && vector.get("proof").size() == 0
              && hash(vector.get("root1")).equals(TreeHash.empty());
      boolean verdict =
          start == 0
              && Proofs.extend(
                  end,
                  number(vector.get("size")),
                  hash(vector.get("root1")),
                  hash(vector.get("root2")),
                  proof(vector.get("proof")));
      assertThat(verdict).as(vector.get("case").AsString()).isEqualTo(valid && !saysNothing);
      agreed += verdict == valid ? 1 : 0;
    }
    assertThat(cases).hasSize(118);
    assertThat(agreed).isEqualTo(118 - 6);
  }

  private static List<CBORObject> cases(String file) throws IOException {
    return Files.readAllLines(Needs.data("merkle-rfc6962").resolve(file)).stream()
        .filter(line -> !line.isBlank())
        .map(CBORObject::FromJSONString)
        .toList();
  }

  /** Numbers past 63 bits become negative, which no proof of ours accepts. */
  private static long number(CBORObject value) {
    return value.AsNumber().ToInt64Unchecked();
  }

  private static Bytes hash(CBORObject base64) {
    return base64.isNull() ? Bytes.of(new byte[0]) : Bytes.ofBase64(base64.AsString());
  }

  private static List<Bytes> proof(CBORObject array) {
    List<Bytes> proof = new ArrayList<>();
    if (!array.isNull()) {
      array.getValues().forEach(value -> proof.add(hash(value)));
    }
    return proof;
  }
}

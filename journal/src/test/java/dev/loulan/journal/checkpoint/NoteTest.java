package dev.loulan.journal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.upokecenter.cbor.CBORObject;
import dev.loulan.journal.Samples;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.needs.Needs;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class NoteTest {

  private static final LogName LOG = new LogName(Samples.DEVICE, EpochId.of(new byte[16]));
  private static final VerifierKey KEY = LogName.key(Samples.DEVICE, Samples.signer(1).publicKey());

  private final SignedNote note =
      new Checkpoint(LOG.origin(), 7, Samples.hash("root")).sign(KEY, Samples.signer(1));

  @Test
  void verdicts_agree_with_the_published_notes() throws IOException {
    String json = Files.readString(Needs.data("tlog-checkpoints/signed_notes.json"));
    for (CBORObject vector : CBORObject.FromJSONString(json).getValues()) {
      assertThat(verdict(vector.get("verifier_key").AsString(), vector.get("note").AsString()))
          .as(vector.get("name").AsString())
          .isEqualTo(vector.get("valid").AsBoolean());
    }
  }

  private static boolean verdict(String key, String note) {
    try {
      return SignedNote.parse(note).isSignedBy(VerifierKey.parse(key));
    } catch (NoteFormatException e) {
      return false;
    }
  }

  @Test
  void a_signed_checkpoint_survives_its_text_and_only_its_own_key_verifies_it() {
    SignedNote read = SignedNote.parse(note.encode());
    assertThat(read).isEqualTo(note);
    assertThat(Checkpoint.parse(read).size()).isEqualTo(7);
    assertThat(LogName.parse(Checkpoint.parse(read).origin())).isEqualTo(LOG);
    assertThat(read.isSignedBy(KEY)).isTrue();
    assertThat(read.isSignedBy(VerifierKey.parse(KEY.encode()))).isTrue();
    assertThat(read.isSignedBy(LogName.key(Samples.DEVICE, Samples.signer(2).publicKey())))
        .isFalse();
    SignedNote changed = SignedNote.parse(note.encode().replace("\n7\n", "\n8\n"));
    assertThat(changed.isSignedBy(KEY)).isFalse();
  }

  @Test
  void a_witness_adds_its_cosignature_and_its_time() {
    Cosigner witness = new Cosigner("loulan.dev/server", Samples.signer(5));
    SignedNote cosigned = SignedNote.parse(witness.cosign(note, 1_790_000_000L).encode());
    VerifierKey key = VerifierKey.parse(witness.key().encode());
    assertThat(cosigned.isSignedBy(KEY)).isTrue();
    assertThat(cosigned.cosignedAtSeconds(key)).hasValue(1_790_000_000L);
    assertThat(note.cosignedAtSeconds(key)).isEmpty();
    SignedNote other =
        new Checkpoint(LOG.origin(), 8, Samples.hash("root")).sign(KEY, Samples.signer(1));
    SignedNote moved = other.with(cosigned.signatures().getLast());
    assertThat(moved.isSignedBy(key)).isFalse();
  }

  @Test
  void texts_that_are_no_checkpoint_are_refused() {
    assertThatThrownBy(() -> SignedNote.parse("no signature\n"))
        .isInstanceOf(NoteFormatException.class);
    assertThatThrownBy(
            () -> Checkpoint.parseText("origin\n07\n" + Samples.hash("r").base64() + "\n"))
        .hasMessageContaining("'07'");
    assertThatThrownBy(() -> Checkpoint.parseText("origin\n7\nAAAA\n"))
        .hasMessageContaining("3 bytes");
    assertThatThrownBy(() -> VerifierKey.parse(KEY.encode().replace("shelf-1", "shelf-2")))
        .hasMessageContaining("has hash");
  }
}

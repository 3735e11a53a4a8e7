package dev.loulan.journal.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.journal.entry.Bytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A signature that was genuine once is looked up; nothing else may be. */
class GenuineSignaturesTest {
  private final Ed25519Signer signer = Ed25519Signer.fromSeed(new byte[32]);
  private final byte[] message = bytes("a checkpoint");
  private final Bytes signature = signer.sign(message);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void a_genuine_signature_stays_genuine() {
    assertThat(Ed25519.verify(signer.publicKey(), message, signature)).isTrue();
    assertThat(Ed25519.verify(signer.publicKey(), message, signature)).isTrue();
  }

  @Test
  void another_message_key_or_signature_is_checked_in_full() {
    assertThat(Ed25519.verify(signer.publicKey(), message, signature)).isTrue();
    byte[] seed = new byte[32];
    seed[0] = 1;
    byte[] flipped = signature.toArray();
    flipped[63] ^= 1;
    assertThat(Ed25519.verify(signer.publicKey(), bytes("another"), signature)).isFalse();
    assertThat(Ed25519.verify(Ed25519Signer.fromSeed(seed).publicKey(), message, signature))
        .isFalse();
    assertThat(Ed25519.verify(signer.publicKey(), message, Bytes.of(flipped))).isFalse();
  }

  @Test
  void a_message_that_its_owner_changes_later_is_not_the_one_that_was_checked() {
    byte[] mutable = message.clone();
    GenuineSignatures kept = new GenuineSignatures();
    kept.add(signer.publicKey(), mutable, signature);
    mutable[0] ^= 1;
    assertThat(kept.holds(signer.publicKey(), mutable, signature)).isFalse();
    assertThat(kept.holds(signer.publicKey(), message, signature)).isTrue();
  }

  @Test
  void long_messages_are_not_kept() {
    GenuineSignatures kept = new GenuineSignatures();
    byte[] longer = new byte[1_025];
    kept.add(signer.publicKey(), longer, signature);
    assertThat(kept.holds(signer.publicKey(), longer, signature)).isFalse();
  }
}

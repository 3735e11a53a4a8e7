package dev.loulan.journal.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SecretKeyTextTest {

  private final byte[] seed = new byte[32];
  private final char[] passphrase = "läuft bei Nacht 夜".toCharArray();

  SecretKeyTextTest() {
    new SplittableRandom(7).nextBytes(seed);
  }

  @Test
  void a_seed_survives_its_text_open_and_under_a_passphrase() {
    assertThat(SecretKeyText.read(SecretKeyText.open(seed), new char[0])).isEqualTo(seed);
    String locked = SecretKeyText.locked(seed, passphrase, new SplittableRandom(1));
    assertThat(SecretKeyText.isLocked(locked)).isTrue();
    assertThat(SecretKeyText.read(locked, passphrase)).isEqualTo(seed);
    assertThat(locked).doesNotContain(HexFormat.of().formatHex(seed));
  }

  @Test
  void another_passphrase_or_any_changed_line_is_refused() {
    String locked = SecretKeyText.locked(seed, passphrase, new SplittableRandom(1));
    assertThatThrownBy(() -> SecretKeyText.read(locked, "another".toCharArray()))
        .hasMessageContaining("passphrase");
    String cheaper = locked.replace("argon2id 19456 3", "argon2id 19456 2");
    assertThatThrownBy(() -> SecretKeyText.read(cheaper, passphrase))
        .isInstanceOf(IllegalArgumentException.class);
    String dear = locked.replace("argon2id 19456 3", "argon2id 999999 3");
    assertThatThrownBy(() -> SecretKeyText.read(dear, passphrase))
        .hasMessageContaining("more memory");
    for (String none : new String[] {"", "text\n", "loulan.dev/journal-secret/v3\nx\n"}) {
      assertThatThrownBy(() -> SecretKeyText.read(none, passphrase))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}

package dev.loulan.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.sqlite.JournalFile;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.Verification;
import dev.loulan.needs.SoftToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in a real PKCS#11 token: Debian's SoftHSM2. */
class TokenKeysTest {
  @TempDir Path folder;

  @Test
  void a_token_signs_the_journal_and_hands_over_to_its_next_key() throws Exception {
    SoftToken token = SoftToken.make(folder);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> vkeys =
        run(
                token,
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                TokenDrill.class.getName(),
                folder.toString(),
                token.uri())
            .lines()
            .filter(line -> line.startsWith("loulan.dev/journal/"))
            .toList();
    assertThat(vkeys).hasSize(3);
    assertThat(vkeys.get(2)).isNotEqualTo(vkeys.getFirst());
    for (String vkey : vkeys) {
      Verification found =
          new JournalFile(folder.resolve("journal.sqlite"))
              .verify(new Expectation(VerifierKey.parse(vkey), null, _ -> {}));
      assertThat(found.faults()).isEmpty();
      assertThat(found.trusted()).isTrue();
    }
  }

  @Test
  void a_uri_that_lacks_or_adds_something_is_refused_by_name() {
    assertThatThrownBy(() -> TokenUri.parse("pkcs11:object=journal?module-path=/m&pin-source=/p"))
        .hasMessageContaining("token");
    assertThatThrownBy(() -> TokenUri.parse("pkcs11:token=a;colour=b?module-path=/m&pin-source=/p"))
        .hasMessageContaining("colour");
    TokenUri uri = TokenUri.parse("pkcs11:token=my%20shelf?module-path=/m&pin-source=file:/p");
    assertThat(uri).isEqualTo(new TokenUri(Path.of("/m"), "my shelf", "journal", Path.of("/p")));
  }

  private static String run(SoftToken token, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SOFTHSM2_CONF", token.configuration().toString());
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }
}

package dev.loulan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.key.Ed25519;
import dev.loulan.provisioning.party.PartyKey;
import dev.loulan.provisioning.party.PartyMessages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A party's key made in its browser: what it signs is what the contract checks. */
@SuppressWarnings("NullAway.Init")
class BrowserKeyTest {
  private static final Path STATIC =
      Path.of("..", "quarkus-app/src/main/resources/META-INF/resources/static");
  private static final String TERMS =
      """
      { "agreementId": "lobby-1", "version": 2, "currency": "CNY", "basis": "gross",
        "shelves": ["大堂-1"], "effectiveFrom": "2026-01-01",
        "parties": [ {"role": "operator", "partyId": "op", "bp": 5000},
                     {"role": "host", "partyId": "lobby-co", "bp": 3000},
                     {"role": "supplier", "partyId": "acme", "bp": 2000} ] }
      """;

  @TempDir private Path folder;
  private static Chromium chromium;

  @BeforeAll
  static void start() {
    chromium = Chromium.orSkip();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.playwright().close();
    }
  }

  @Test
  void a_key_made_in_the_browser_registers_under_its_own_id_and_signs_the_hash_of_the_terms()
      throws Exception {
    try (Page page = chromium.browser().newPage()) {
      page.navigate(STATIC.resolve("verify.html").toAbsolutePath().normalize().toUri().toString());
      page.addScriptTag(new Page.AddScriptTagOptions().setPath(STATIC.resolve("agreement.js")));
      Object made =
          page.evaluate(
              """
              async (terms) => {
                const key = await loulanAgreement.create();
                const registration = await loulanAgreement.registration(key, "host", "Lobby Co");
                const signature = await loulanAgreement.sign(terms, key.pem);
                return [key.pem, key.publicKey, key.keyId, registration.partyId, registration.proof,
                        await loulanAgreement.hash(terms), signature];
              }\
              """,
              TERMS);
      assertThat(made).isInstanceOf(List.class);
      List<String> texts = ((List<?>) made).stream().map(String::valueOf).toList();
      Path pem = Files.writeString(folder.resolve("host.key"), texts.get(0));
      PartyKey key = PartyKey.load(pem);
      assertThat(key.publicKey().base64()).isEqualTo(texts.get(1));
      assertThat(key.keyId()).isEqualTo(texts.get(2)).isEqualTo(texts.get(3));
      assertSigned(
          texts.get(1), texts.get(4), PartyMessages.party(texts.get(3), "host", texts.get(1)));
      String hash = TermsDocument.read(TERMS.getBytes(StandardCharsets.UTF_8)).hash();
      assertThat(texts.get(5)).isEqualTo(hash);
      assertSigned(texts.get(1), texts.get(6), PartyMessages.agreement(hash));
      assertThat(key.signAgreement(hash)).isEqualTo(texts.get(6));
    }
  }

  private static void assertSigned(String publicKey, String signature, byte[] message) {
    assertThat(Ed25519.verify(bytes(publicKey), message, bytes(signature))).isTrue();
  }

  private static Bytes bytes(String base64) {
    return Bytes.of(Base64.getDecoder().decode(base64));
  }
}

package dev.loulan.provisioning.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.provisioning.EcKeys;
import dev.loulan.provisioning.Pem;
import dev.loulan.provisioning.ProvisioningException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartyKeyTest {
  @TempDir Path folder;

  @Test
  void a_key_file_is_private_and_reads_back() throws Exception {
    Path file = folder.resolve("host.key");
    PartyKey key = PartyKey.create(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PartyKey.load(file).keyId()).isEqualTo(key.keyId());
    assertThat(key.keyId()).matches("[0-9a-f]{16}");
  }

  @Test
  void a_key_is_never_overwritten() {
    Path file = folder.resolve("host.key");
    PartyKey.create(file);
    assertThatThrownBy(() -> PartyKey.create(file))
        .isInstanceOf(ProvisioningException.class)
        .hasMessageContaining("exists already");
  }

  @Test
  void signs_as_rfc_8032_test_2() {
    PartyKey key =
        PartyKey.fromSeed(hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
    assertThat(key.publicKey().raw())
        .isEqualTo(hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
    assertThat(key.sign(new byte[] {0x72}))
        .isEqualTo(
            hex(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"));
  }

  @Test
  void messages_are_the_bytes_of_the_documented_form() {
    assertThat(text(PartyMessages.party("op", "operator", "AAAA")))
        .isEqualTo("loulan.dev/party/v1\nop\noperator\nAAAA\n");
    assertThat(text(PartyMessages.agreement("ab"))).isEqualTo("loulan.dev/agreement/v1\nab\n");
    assertThat(text(PartyMessages.document("prices", "d", 2, "2026-01-01T00:00:00Z", "")))
        .isEqualTo(
            """
            loulan.dev/document/v1
            prices
            d
            2
            2026-01-01T00:00:00Z
            e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
            """);
  }

  @Test
  void a_signature_holds_for_its_message_and_key_only() {
    PartyKey key = PartyKey.generate();
    String signature = key.signAgreement("ab");
    byte[] message = PartyMessages.agreement("ab");
    assertThat(key.publicKey().verifies(message, signature)).isTrue();
    assertThat(key.publicKey().verifies(PartyMessages.agreement("ac"), signature)).isFalse();
    assertThat(PartyKey.generate().publicKey().verifies(message, signature)).isFalse();
    assertThat(key.publicKey().verifies(message, "not base64!")).isFalse();
    assertThat(key.publicKey().verifies(message, new byte[3])).isFalse();
  }

  @Test
  void fields_with_line_breaks_are_refused() {
    assertThatThrownBy(() -> PartyMessages.party("a\nb", "host", "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_file_without_an_ed25519_key_is_named() throws Exception {
    Path file = folder.resolve("wrong.key");
    Files.writeString(file, Pem.encode("PRIVATE KEY", EcKeys.generate().getPrivate().getEncoded()));
    assertThatThrownBy(() -> PartyKey.load(file))
        .isInstanceOf(ProvisioningException.class)
        .hasMessageContaining("wrong.key");
    Files.writeString(file, "nothing");
    assertThatThrownBy(() -> PartyKey.load(file)).isInstanceOf(ProvisioningException.class);
  }

  private static String text(byte[] message) {
    return new String(message, StandardCharsets.UTF_8);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}

package dev.loulan.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.provisioning.party.PartyKey;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate by which the authority admits a party. */
class PartyCertificateTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

  @TempDir Path folder;

  @Test
  void it_binds_id_and_role_to_the_partys_own_key_and_is_signed_by_the_authority()
      throws Exception {
    PartyKey key = PartyKey.generate();
    X509Certificate issued = issue("lobby-co", key);
    assertThat(issued.getSubjectX500Principal().getName()).isEqualTo("CN=lobby-co,OU=host");
    byte[] der = issued.getPublicKey().getEncoded();
    assertThat(Arrays.copyOfRange(der, der.length - 32, der.length))
        .isEqualTo(key.publicKey().raw());
    issued.verify(CertificateAuthority.open(folder, () -> NOW).certificate().getPublicKey());
    assertThat(issued.getBasicConstraints()).isEqualTo(-1);
  }

  @Test
  void no_door_takes_it_for_a_device_or_a_server() throws Exception {
    X509Certificate issued = issue("shelf-1", PartyKey.generate());
    assertThat(issued.getExtendedKeyUsage())
        .containsExactly("1.3.6.1.5.5.7.3.36")
        .doesNotContain("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
    Enrolment enrolment =
        new Enrolment(
            CertificateAuthority.open(folder, () -> NOW), new InMemoryRegistry(), () -> NOW);
    assertThatThrownBy(() -> enrolment.requireDevice(issued))
        .isInstanceOf(ProvisioningException.class);
  }

  private X509Certificate issue(String party, PartyKey key) {
    String pem =
        CertificateAuthority.open(folder, () -> NOW)
            .issueParty(party, "host", key.publicKey().raw());
    return Pem.readCertificates(pem).getFirst();
  }
}

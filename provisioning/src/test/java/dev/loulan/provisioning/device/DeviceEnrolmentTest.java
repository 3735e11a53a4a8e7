package dev.loulan.provisioning.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.provisioning.CertificateAuthority;
import dev.loulan.provisioning.Enrolment;
import dev.loulan.provisioning.ErrorCode;
import dev.loulan.provisioning.InMemoryRegistry;
import dev.loulan.provisioning.ProvisioningException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class DeviceEnrolmentTest {
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir Path folder;
  private Enrolment enrolment;
  private EstServer server;

  @BeforeEach
  void start() throws Exception {
    enrolment =
        new Enrolment(
            CertificateAuthority.open(folder.resolve("ca"), CLOCK), new InMemoryRegistry(), CLOCK);
    server = new EstServer(enrolment);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_claim_becomes_an_identity_that_is_there_after_a_restart() throws Exception {
    DeviceIdentity identity = device(CLOCK).claim(server.uri(), "shelf-1", claim());
    assertThat(identity.device()).isEqualTo("shelf-1");
    assertThat(device(CLOCK).load()).contains(identity);
    assertThat(mode("device.pem")).isEqualTo("rw-------");
    assertThat(folder.resolve("device.pem.pending")).doesNotExist();
    assertThat(enrolment.requireDevice(identity.tls().leaf())).isEqualTo("shelf-1");
  }

  @Test
  void renewal_shows_the_certificate_in_hand_and_brings_a_new_key() {
    DeviceIdentity first = device(CLOCK).claim(server.uri(), "shelf-1", claim());
    DeviceIdentity second = device(CLOCK).renew(server.uri(), first);
    assertThat(second.tls().leaf().getPublicKey()).isNotEqualTo(first.tls().leaf().getPublicKey());
    assertThat(device(CLOCK).load()).contains(second);
    assertThat(first.dueForRenewal(Instant.now())).isFalse();
    assertThat(first.dueForRenewal(Instant.now().plus(Duration.ofDays(300)))).isTrue();
  }

  @Test
  void a_device_that_lives_in_1970_can_enrol() {
    InstantSource flat = () -> Instant.EPOCH;
    DeviceIdentity first = device(flat).claim(server.uri(), "shelf-1", claim());
    assertThat(device(flat).renew(server.uri(), first).device()).isEqualTo("shelf-1");
  }

  @Test
  void a_server_that_is_not_there_is_named_with_the_reason() {
    URI gone = server.uri();
    String claim = claim();
    server.close();
    assertThatThrownBy(() -> device(CLOCK).claim(gone, "shelf-1", claim))
        .isInstanceOfSatisfying(
            ProvisioningException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE))
        .hasMessageContaining(gone.toString())
        .hasMessageNotContaining("null");
  }

  @Test
  void a_server_of_another_authority_is_not_told_the_code() throws Exception {
    Enrolment other =
        new Enrolment(
            CertificateAuthority.open(folder.resolve("other"), CLOCK),
            new InMemoryRegistry(),
            CLOCK);
    try (EstServer stranger = new EstServer(other)) {
      String claim = claim();
      refused(ErrorCode.WRONG_SERVER, () -> device(CLOCK).claim(stranger.uri(), "shelf-1", claim));
      assertThat(device(CLOCK).claim(server.uri(), "shelf-1", claim).device()).isEqualTo("shelf-1");
    }
  }

  @Test
  void a_host_name_that_the_certificate_does_not_hold_is_refused() {
    URI other = URI.create("https://127.0.0.2:" + server.uri().getPort());
    refused(ErrorCode.UNREACHABLE, () -> device(CLOCK).claim(other, "shelf-1", claim()));
  }

  @Test
  void a_used_claim_is_refused_with_the_servers_words() {
    String claim = claim();
    device(CLOCK).claim(server.uri(), "shelf-1", claim);
    DeviceEnrolment second = new DeviceEnrolment(folder.resolve("second.pem"), CLOCK);
    refused(ErrorCode.CLAIM_USED, () -> second.claim(server.uri(), "shelf-1", claim));
    assertThat(second.load()).isEmpty();
  }

  @Test
  void after_a_lost_answer_the_same_claim_serves_again() throws Exception {
    String claim = claim();
    DeviceEnrolment device = device(CLOCK);
    device.claim(server.uri(), "shelf-1", claim);
    // What a power cut between the answer and the store leaves behind: only the pending key.
    String pem = Files.readString(folder.resolve("device.pem"));
    var identity = dev.loulan.provisioning.TlsIdentity.parse(pem, "test");
    Files.delete(folder.resolve("device.pem"));
    Files.writeString(
        folder.resolve("device.pem.pending"),
        dev.loulan.provisioning.Pem.encode("PRIVATE KEY", identity.key().getEncoded())
            + dev.loulan.provisioning.Pem.encode(
                "PUBLIC KEY", identity.leaf().getPublicKey().getEncoded()));
    assertThat(device.claim(server.uri(), "shelf-1", claim).device()).isEqualTo("shelf-1");
  }

  @Test
  void a_server_that_is_away_is_named() {
    URI away = server.uri();
    server.close();
    assertThatThrownBy(() -> device(CLOCK).claim(away, "shelf-1", claim()))
        .isInstanceOf(ProvisioningException.class)
        .hasMessageContaining(away.toString());
  }

  private DeviceEnrolment device(InstantSource clock) {
    return new DeviceEnrolment(folder.resolve("device.pem"), clock);
  }

  private String claim() {
    return enrolment.newClaim("shelf-1").text().toString();
  }

  private String mode(String file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
  }

  private static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProvisioningException.class,
            e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }
}

package dev.loulan.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.provisioning.device.CertificateSigningRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentTest {
  @TempDir Path folder;
  private Instant now = Instant.parse("2026-11-24T08:00:00Z");
  private Enrolment enrolment;

  @BeforeEach
  @SuppressWarnings("NullAway.Init")
  void open() {
    enrolment =
        new Enrolment(
            CertificateAuthority.open(folder, () -> now), new InMemoryRegistry(), () -> now);
  }

  @Test
  void a_claim_gives_a_certificate_named_after_the_device() throws Exception {
    X509Certificate issued = enrol("shelf-1", request("somebody-else"));
    assertThat(issued.getSubjectX500Principal().getName()).isEqualTo("CN=shelf-1");
    assertThat(issued.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    assertThat(issued.getBasicConstraints()).isEqualTo(-1);
    assertThat(issued.getKeyUsage()[0]).isTrue();
    assertThat(issued.getKeyUsage()[5]).isFalse();
    issued.verify(enrolment.authority().certificate().getPublicKey());
    assertThat(enrolment.requireDevice(issued)).isEqualTo("shelf-1");
  }

  @Test
  void certificates_are_valid_from_two_days_before_so_that_a_slow_clock_may_use_them() {
    X509Certificate issued = enrol("shelf-1", request("shelf-1"));
    assertThat(issued.getNotBefore().toInstant()).isEqualTo(now.minus(Duration.ofDays(2)));
    assertThat(issued.getNotAfter().toInstant()).isEqualTo(now.plus(Duration.ofDays(397)));
  }

  @Test
  void a_claim_used_twice_is_refused_but_the_same_key_may_ask_again() {
    Enrolment.Claim claim = enrolment.newClaim("shelf-1");
    byte[] first = request("shelf-1");
    enrolment.enrol("shelf-1", claim.text().code(), first);
    assertThat(enrolment.enrol("shelf-1", claim.text().code(), first)).isNotNull();
    refused(
        ErrorCode.CLAIM_USED,
        () -> enrolment.enrol("shelf-1", claim.text().code(), request("shelf-1")));
  }

  @Test
  void a_claim_of_another_device_or_a_replaced_one_is_refused() {
    Enrolment.Claim first = enrolment.newClaim("shelf-1");
    refused(
        ErrorCode.CLAIM_UNKNOWN,
        () -> enrolment.enrol("shelf-2", first.text().code(), request("shelf-2")));
    enrolment.newClaim("shelf-1");
    refused(
        ErrorCode.CLAIM_UNKNOWN,
        () -> enrolment.enrol("shelf-1", first.text().code(), request("shelf-1")));
  }

  @Test
  void a_claim_runs_out() {
    Enrolment.Claim claim = enrolment.newClaim("shelf-1");
    now = now.plus(Enrolment.CLAIM_LIFETIME).plusSeconds(1);
    refused(
        ErrorCode.CLAIM_EXPIRED,
        () -> enrolment.enrol("shelf-1", claim.text().code(), request("shelf-1")));
  }

  @Test
  void codes_may_be_typed_without_dashes_and_in_lower_case() {
    String code = enrolment.newClaim("shelf-1").text().code();
    assertThat(code).matches("([0-9A-Z]{4}-){3}[0-9A-Z]{4}");
    String typed = code.replace("-", "").toLowerCase(java.util.Locale.ROOT);
    assertThat(enrolment.enrol("shelf-1", typed, request("shelf-1"))).isNotNull();
  }

  @Test
  void renewal_keeps_the_old_certificate_valid() {
    X509Certificate first = enrol("shelf-1", request("shelf-1"));
    X509Certificate second = enrolment.renew(first, request("shelf-1"));
    assertThat(enrolment.requireDevice(second)).isEqualTo("shelf-1");
    assertThat(enrolment.requireDevice(first)).isEqualTo("shelf-1");
  }

  @Test
  void a_revoked_device_is_refused_until_it_is_claimed_anew() {
    X509Certificate first = enrol("shelf-1", request("shelf-1"));
    enrolment.revoke("shelf-1");
    refused(ErrorCode.REVOKED, () -> enrolment.requireDevice(first));
    refused(ErrorCode.REVOKED, () -> enrolment.renew(first, request("shelf-1")));
    X509Certificate replaced = enrol("shelf-1", request("shelf-1"));
    assertThat(enrolment.requireDevice(replaced)).isEqualTo("shelf-1");
    refused(ErrorCode.REVOKED, () -> enrolment.requireDevice(first));
  }

  @Test
  void a_certificate_that_ran_out_or_is_foreign_is_refused() {
    X509Certificate issued = enrol("shelf-1", request("shelf-1"));
    X509Certificate foreign =
        CertificateAuthority.open(folder.resolve("other"), () -> now)
            .issueServer(List.of("localhost"))
            .leaf();
    refused(ErrorCode.UNKNOWN_CERTIFICATE, () -> enrolment.requireDevice(foreign));
    now = now.plus(Duration.ofDays(398));
    refused(ErrorCode.UNKNOWN_CERTIFICATE, () -> enrolment.requireDevice(issued));
  }

  @Test
  void the_authority_is_the_same_after_a_restart_and_its_key_is_private() throws Exception {
    CertificateAuthority again = CertificateAuthority.open(folder, () -> now);
    assertThat(again.fingerprint()).isEqualTo(enrolment.authority().fingerprint());
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("ca.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void a_key_of_another_authority_is_named_at_the_start() throws Exception {
    CertificateAuthority.open(folder.resolve("other"), () -> now);
    Files.copy(
        folder.resolve("other/ca.key"),
        folder.resolve("ca.key"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    refused(ErrorCode.STORE, () -> CertificateAuthority.open(folder, () -> now));
  }

  @Test
  void device_names_that_are_no_subject_are_refused() {
    for (String name : List.of("", "A", "x,O=y", "../x", "a b", "-a", "a".repeat(64))) {
      refused(ErrorCode.BAD_REQUEST, () -> enrolment.newClaim(name));
    }
  }

  @Test
  void claim_text_survives_printing_and_typing() {
    ClaimText text = enrolment.newClaim("shelf-1").text();
    String typed = "  " + text.toString().toLowerCase(java.util.Locale.ROOT) + "\n";
    assertThat(ClaimText.parse(typed)).isEqualTo(text);
    refused(ErrorCode.CLAIM_MALFORMED, () -> ClaimText.parse("hello"));
    refused(ErrorCode.CLAIM_MALFORMED, () -> ClaimText.parse(".ab"));
  }

  private X509Certificate enrol(String device, byte[] request) {
    return enrolment.enrol(device, enrolment.newClaim(device).text().code(), request);
  }

  private static byte[] request(String name) {
    KeyPair pair = EcKeys.generate();
    return CertificateSigningRequest.encode(pair, name);
  }

  private static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProvisioningException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}

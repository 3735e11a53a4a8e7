package dev.loulan.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.provisioning.Pem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsBootstrapTest {
  @TempDir Path data;
  private Instant now = Instant.parse("2026-11-24T08:00:00Z");

  @Test
  void a_second_start_keeps_the_certificate() {
    String first = prepare(List.of());
    now = now.plus(Duration.ofDays(30));
    assertThat(prepare(List.of())).isEqualTo(first);
  }

  @Test
  void a_certificate_that_is_due_or_lacks_a_name_is_made_anew_by_the_same_authority()
      throws Exception {
    String first = prepare(List.of());
    String named = prepare(List.of("shelves.example", "192.0.2.7"));
    assertThat(named).isNotEqualTo(first);
    assertThat(prepare(List.of("192.0.2.7"))).isEqualTo(named);
    now = now.plus(Duration.ofDays(300));
    String renewed = prepare(List.of());
    assertThat(renewed).isNotEqualTo(named);
    var authority =
        Pem.readCertificates(Files.readString(TlsBootstrap.folder(data).resolve("ca.crt")));
    Pem.readCertificates(renewed).getFirst().verify(authority.getFirst().getPublicKey());
  }

  @Test
  void a_pair_torn_by_a_power_cut_is_mended() throws Exception {
    String first = prepare(List.of());
    Path other = Files.createDirectory(data.resolve("other"));
    TlsBootstrap.prepare(other, List.of(), () -> now);
    Files.copy(
        TlsBootstrap.folder(other).resolve("server.key"),
        TlsBootstrap.folder(data).resolve("server.key"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(prepare(List.of())).isNotEqualTo(first);
  }

  @Test
  void the_key_is_private() throws Exception {
    prepare(List.of());
    Path key = TlsBootstrap.folder(data).resolve("server.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }

  private String prepare(List<String> names) {
    var settings = TlsBootstrap.prepare(data, names, () -> now);
    return Pem.read(Path.of(settings.get("quarkus.tls.key-store.pem.0.cert")));
  }
}

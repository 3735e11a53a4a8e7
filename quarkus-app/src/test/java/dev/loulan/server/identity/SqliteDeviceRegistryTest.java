package dev.loulan.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.provisioning.DeviceRegistry.IssuedCertificate;
import dev.loulan.provisioning.DeviceRegistry.StoredClaim;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class SqliteDeviceRegistryTest {
  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

  @TempDir Path folder;
  private IdentityDatabase database;
  private SqliteDeviceRegistry registry;

  @BeforeEach
  void open() {
    database = IdentityDatabase.open(folder.resolve("identity.db"));
    registry = new SqliteDeviceRegistry(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_claim_binds_to_the_first_key_only() {
    registry.putClaim(new StoredClaim("d", "code", LATER, null));
    assertThat(registry.bindClaim("d", "other code", "key-1")).isFalse();
    assertThat(registry.bindClaim("d", "code", "key-1")).isTrue();
    assertThat(registry.bindClaim("d", "code", "key-1")).isTrue();
    assertThat(registry.bindClaim("d", "code", "key-2")).isFalse();
    assertThat(registry.findClaim("d")).contains(new StoredClaim("d", "code", LATER, "key-1"));
  }

  @Test
  void revocation_covers_all_certificates_and_the_claim_of_that_device_only() {
    registry.putClaim(new StoredClaim("d", "code", LATER, null));
    registry.addCertificate(new IssuedCertificate("f1", "d", LATER, false));
    registry.addCertificate(new IssuedCertificate("f2", "d", LATER, false));
    registry.addCertificate(new IssuedCertificate("f3", "e", LATER, false));
    registry.revokeDevice("d", LATER);
    assertThat(registry.findClaim("d")).isEmpty();
    assertThat(registry.findCertificate("f1").orElseThrow().revoked()).isTrue();
    assertThat(registry.findCertificate("f2").orElseThrow().revoked()).isTrue();
    assertThat(registry.findCertificate("f3"))
        .contains(new IssuedCertificate("f3", "e", LATER, false));
    assertThat(registry.findCertificate("f4")).isEmpty();
  }

  @Test
  void what_was_written_is_there_after_a_restart() {
    registry.addCertificate(new IssuedCertificate("f1", "d", LATER, false));
    database.close();
    open();
    assertThat(registry.findCertificate("f1")).isPresent();
  }
}

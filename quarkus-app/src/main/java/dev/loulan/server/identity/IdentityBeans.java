package dev.loulan.server.identity;

import dev.loulan.provisioning.CertificateAuthority;
import dev.loulan.provisioning.Enrolment;
import dev.loulan.server.settings.ServerSettings;
import dev.loulan.sync.backup.DataFiles;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * Opens the identity store and hands out what rests on it. Certificates and sessions run on the
 * wall clock.
 */
@Dependent
final class IdentityBeans {
  private static final InstantSource CLOCK = InstantSource.system();

  @Produces
  @Singleton
  IdentityDatabase database(ServerSettings settings) {
    return IdentityDatabase.open(settings.data().resolve(DataFiles.IDENTITY));
  }

  void close(@Disposes IdentityDatabase database) {
    database.close();
  }

  @Produces
  @Singleton
  CertificateAuthority authority(ServerSettings settings) {
    return CertificateAuthority.open(TlsBootstrap.folder(settings.data()), CLOCK);
  }

  @Produces
  @Singleton
  Enrolment enrolment(CertificateAuthority authority, IdentityDatabase database) {
    return new Enrolment(authority, new SqliteDeviceRegistry(database), CLOCK);
  }

  @Produces
  @Singleton
  PartyCertificates partyCertificates(IdentityDatabase database, CertificateAuthority authority) {
    return new PartyCertificates(database, authority);
  }

  @Produces
  @Singleton
  AdminToken adminToken(ServerSettings settings) {
    return AdminToken.open(settings.data());
  }

  /** Makes the token's file at the start, not at the first request. */
  void start(@Observes StartupEvent event, AdminToken token) {}

  @Produces
  @Singleton
  Accounts accounts(IdentityDatabase database) {
    return new Accounts(database);
  }

  @Produces
  @Singleton
  Sessions sessions(IdentityDatabase database) {
    return new Sessions(database, CLOCK);
  }

  @Produces
  @Singleton
  SignInLinks links(IdentityDatabase database, Accounts accounts) {
    return new SignInLinks(database, accounts, CLOCK);
  }

  @Produces
  @Singleton
  SignInLimiter limiter() {
    return new SignInLimiter(CLOCK);
  }
}

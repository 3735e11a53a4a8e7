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
  Enrolment enrolment(ServerSettings settings, IdentityDatabase database) {
    return new Enrolment(
        CertificateAuthority.open(TlsBootstrap.folder(settings.data()), CLOCK),
        new SqliteDeviceRegistry(database),
        CLOCK);
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

package dev.loulan.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class AccountsTest {
  @TempDir Path folder;
  private Instant now = Instant.parse("2026-11-24T08:00:00Z");
  private IdentityDatabase database;
  private Accounts accounts;
  private Sessions sessions;
  private SignInLinks links;
  private final Account host = new Account("anna", Role.HOST, "host-1");

  @BeforeEach
  void open() {
    database = IdentityDatabase.open(folder.resolve("identity.db"));
    accounts = new Accounts(database);
    sessions = new Sessions(database, () -> now);
    links = new SignInLinks(database, accounts, () -> now);
    accounts.put(host);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void the_right_password_opens_the_account_and_another_does_not() {
    accounts.setPassword("anna", "correct horse");
    assertThat(accounts.check("anna", "correct horse")).contains(host);
    assertThat(accounts.check("anna", "correct horsf")).isEmpty();
    assertThat(accounts.check("bert", "correct horse")).isEmpty();
  }

  @Test
  void an_account_without_a_password_opens_with_none() {
    assertThat(accounts.check("anna", "")).isEmpty();
  }

  @Test
  void a_changed_role_keeps_the_password() {
    accounts.setPassword("anna", "correct horse");
    Account supplier = accounts.put(new Account("anna", Role.SUPPLIER, "sup-1"));
    assertThat(accounts.check("anna", "correct horse")).contains(supplier);
  }

  @Test
  void short_passwords_are_refused() {
    assertThatThrownBy(() -> accounts.setPassword("anna", "short"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_session_ends_after_twelve_hours_or_when_closed() {
    String token = sessions.open(host);
    assertThat(sessions.find(token).map(Sessions.Session::account)).contains(host);
    assertThat(sessions.find(token + "x")).isEmpty();
    now = now.plus(Duration.ofHours(12)).plusSeconds(1);
    assertThat(sessions.find(token)).isEmpty();
    String second = sessions.open(host);
    sessions.close(second);
    assertThat(sessions.find(second)).isEmpty();
  }

  @Test
  void a_link_signs_in_once_and_within_fifteen_minutes() {
    String token = links.create(host);
    assertThat(links.redeem(token)).contains(host);
    assertThat(links.redeem(token)).isEmpty();
    String late = links.create(host);
    now = now.plus(Duration.ofMinutes(15)).plusSeconds(1);
    assertThat(links.redeem(late)).isEmpty();
  }

  @Test
  void no_secret_stands_in_the_file() throws Exception {
    accounts.setPassword("anna", "correct horse");
    String session = sessions.open(host);
    String link = links.create(host);
    database.close();
    StringBuilder bytes = new StringBuilder();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        bytes.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(bytes).contains("anna").doesNotContain(session, link, "correct horse");
    database = IdentityDatabase.open(folder.resolve("identity.db"));
  }

  @Test
  void after_five_failures_the_sixth_try_waits() {
    SignInLimiter limiter = new SignInLimiter(() -> now);
    for (int i = 0; i < 5; i++) {
      assertThat(limiter.mayTry("anna")).isTrue();
      limiter.failed("anna");
    }
    assertThat(limiter.mayTry("anna")).isFalse();
    assertThat(limiter.mayTry("bert")).isTrue();
    now = now.plus(Duration.ofMinutes(5)).plusSeconds(1);
    assertThat(limiter.mayTry("anna")).isTrue();
  }

  @Test
  void a_success_clears_the_failures() {
    SignInLimiter limiter = new SignInLimiter(() -> now);
    for (int i = 0; i < 5; i++) {
      limiter.failed("anna");
    }
    limiter.succeeded("anna");
    assertThat(limiter.mayTry("anna")).isTrue();
  }
}

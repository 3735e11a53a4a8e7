package dev.loulan.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.provisioning.CertificateAuthority;
import dev.loulan.provisioning.Enrolment;
import dev.loulan.provisioning.ErrorCode;
import dev.loulan.provisioning.ProvisioningException;
import dev.loulan.provisioning.device.DeviceEnrolment;
import dev.loulan.provisioning.device.DeviceIdentity;
import dev.loulan.server.settings.ServerSettings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets in and who does not, over real sockets. */
@QuarkusTest
@QuarkusTestResource(ServerOnLoopback.class)
@SuppressWarnings("NullAway.Init")
class DoorsTest {
  private static final InstantSource CLOCK = InstantSource.system();

  @TestHTTPResource("/")
  URI plain;

  @TestHTTPResource(value = "/", tls = true)
  URI tls;

  @Inject Enrolment enrolment;
  @Inject Accounts accounts;
  @Inject Sessions sessions;
  @Inject ServerSettings settings;
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          GET,  /,                              303
          GET,  /sales,                         303
          GET,  /no/such/page,                  303
          GET,  /api/v1/status,                 401
          POST, /api/v1/settlements,            401
          GET,  /metrics,                       401
          GET,  /q/openapi,                     401
          POST, /sync/v1/segments,              401
          POST, /.well-known/est/simplereenroll, 401
          GET,  /.well-known/est/cacerts,       200
          """)
  void without_an_account_nothing_opens_but_the_front_door(String method, String path, int status)
      throws Exception {
    assertThat(send(HttpClient.newHttpClient(), method, plain.resolve(path)).statusCode())
        .isEqualTo(status);
  }

  @Test
  void the_administrators_token_opens_the_management_calls_and_a_wrong_one_does_not()
      throws Exception {
    String token = Files.readString(settings.data().resolve("admin.token")).strip();
    assertThat(status("Authorization", "Bearer " + token)).isEqualTo(200);
    assertThat(status("Authorization", "Bearer " + token + "x")).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({"OPERATOR, 200", "ADMIN, 200", "HOST, 403", "SUPPLIER, 403"})
  void a_session_has_the_rights_of_its_role(Role role, int status) throws Exception {
    Account account = accounts.put(new Account("a-" + role.word(), role, "p"));
    String cookie = Authentication.COOKIE + "=" + sessions.open(account);
    assertThat(status("Cookie", cookie)).isEqualTo(status);
  }

  @Test
  void a_made_up_session_opens_nothing() throws Exception {
    assertThat(status("Cookie", Authentication.COOKIE + "=abc")).isEqualTo(401);
  }

  @Test
  void a_device_enrols_once_and_renews_with_the_certificate_in_hand() {
    String claim = enrolment.newClaim("shelf-est").text().toString();
    DeviceEnrolment device = new DeviceEnrolment(folder.resolve("d.pem"), CLOCK);
    DeviceIdentity first = device.claim(tls, "shelf-est", claim);
    assertThat(device.renew(tls, first).device()).isEqualTo("shelf-est");
    DeviceEnrolment second = new DeviceEnrolment(folder.resolve("e.pem"), CLOCK);
    assertThatThrownBy(() -> second.claim(tls, "shelf-est", claim))
        .isInstanceOfSatisfying(
            ProvisioningException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLAIM_USED));
  }

  @Test
  void a_revoked_device_is_told_so() throws Exception {
    String claim = enrolment.newClaim("shelf-rev").text().toString();
    DeviceEnrolment device = new DeviceEnrolment(folder.resolve("r.pem"), CLOCK);
    DeviceIdentity identity = device.claim(tls, "shelf-rev", claim);
    HttpClient client = client(identity.sslContext(CLOCK));
    enrolment.revoke("shelf-rev");
    HttpResponse<String> answer = send(client, "POST", tls.resolve("/sync/v1/segments"));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("\"REVOKED\"");
  }

  @Test
  void a_device_opens_no_page_and_no_management_call() throws Exception {
    String claim = enrolment.newClaim("shelf-page").text().toString();
    DeviceIdentity identity =
        new DeviceEnrolment(folder.resolve("p.pem"), CLOCK).claim(tls, "shelf-page", claim);
    HttpClient client = client(identity.sslContext(CLOCK));
    assertThat(send(client, "GET", tls.resolve("/api/v1/status")).statusCode()).isEqualTo(403);
    assertThat(send(client, "GET", tls.resolve("/")).statusCode()).isEqualTo(403);
  }

  @Test
  void a_certificate_of_another_authority_ends_at_the_handshake() {
    Enrolment foreign =
        new Enrolment(
            CertificateAuthority.open(folder.resolve("foreign"), CLOCK),
            new SqliteDeviceRegistry(IdentityDatabase.open(folder.resolve("foreign.db"))),
            CLOCK);
    HttpClient client =
        client(Foreign.certificate(foreign, enrolment.authority().certificate(), CLOCK));
    assertThatThrownBy(() -> send(client, "POST", tls.resolve("/sync/v1/segments")))
        .isInstanceOf(IOException.class);
  }

  private int status(String header, String value) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(plain.resolve("/api/v1/status")).header(header, value).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  private static HttpClient client(SSLContext tls) {
    return HttpClient.newBuilder().sslContext(tls).build();
  }

  private static HttpResponse<String> send(HttpClient client, String method, URI uri)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}

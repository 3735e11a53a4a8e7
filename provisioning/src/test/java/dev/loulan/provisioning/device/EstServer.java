package dev.loulan.provisioning.device;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.loulan.provisioning.CertsOnly;
import dev.loulan.provisioning.Enrolment;
import dev.loulan.provisioning.ProvisioningException;
import dev.loulan.provisioning.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** EST over real TLS on loopback, in front of a real {@link Enrolment}. */
final class EstServer implements AutoCloseable {
  private final HttpsServer server;
  private final Enrolment enrolment;

  EstServer(Enrolment enrolment) throws Exception {
    this.enrolment = enrolment;
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SSLContext tls = tls();
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = tls.getDefaultSSLParameters();
            wanted.setWantClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.createContext("/.well-known/est/simpleenroll", x -> answer(x, this::enrol));
    server.createContext("/.well-known/est/simplereenroll", x -> answer(x, this::renew));
    server.start();
  }

  URI uri() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  private SSLContext tls() throws Exception {
    TlsIdentity identity = enrolment.authority().issueServer(List.of("localhost", "127.0.0.1"));
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry(
        "server", identity.key(), new char[0], identity.chain().toArray(X509Certificate[]::new));
    keys.setCertificateEntry("ca", identity.authority());
    KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
    keyManagers.init(keys, new char[0]);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(keys);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private X509Certificate enrol(HttpExchange exchange, byte[] request) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    String basic =
        new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
    int colon = basic.indexOf(':');
    return enrolment.enrol(basic.substring(0, colon), basic.substring(colon + 1), request);
  }

  private X509Certificate renew(HttpExchange exchange, byte[] request) {
    try {
      var peer = ((HttpsExchange) exchange).getSSLSession().getPeerCertificates();
      return enrolment.renew((X509Certificate) peer[0], request);
    } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Call {
    X509Certificate issue(HttpExchange exchange, byte[] request);
  }

  private void answer(HttpExchange exchange, Call call) throws IOException {
    int status = 200;
    String body;
    try (exchange) {
      byte[] request = Base64.getMimeDecoder().decode(exchange.getRequestBody().readAllBytes());
      try {
        X509Certificate issued = call.issue(exchange, request);
        body = CertsOnly.encode(List.of(issued, enrolment.authority().certificate()));
      } catch (ProvisioningException e) {
        status = 401;
        body = "{\"code\":\"%s\",\"detail\":\"%s\"}".formatted(e.code(), e.getMessage());
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

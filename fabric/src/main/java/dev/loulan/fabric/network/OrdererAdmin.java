package dev.loulan.fabric.network;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.fabric.FabricProblem;
import dev.loulan.fabric.FabricProblem.Kind;
import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.layout.Node;
import dev.loulan.provisioning.Pem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.OptionalLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The admin port of an orderer, over mutual TLS. */
final class OrdererAdmin {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** A busy machine is no reason to call an orderer away. */
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final Node orderer;
  private final String channels;

  OrdererAdmin(Node orderer) {
    this.orderer = orderer;
    this.channels = "https://127.0.0.1:" + orderer.secondPort() + "/participation/v1/channels";
  }

  /** How many blocks the orderer has; nothing when it does not answer or has not joined. */
  OptionalLong height() {
    try (HttpClient client = client()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(channels + "/" + Layout.CHANNEL))
              .timeout(ANSWER)
              .build();
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return response.statusCode() == 200
          ? OptionalLong.of(
              Fields.of(JsonReader.read(response.body()), "channel").integer("height"))
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalLong.empty();
    }
  }

  /** Joins the channel by a configuration block. */
  void join(Path block) {
    String boundary = "loulan-block";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (HttpClient client = client()) {
      body.write(
          ("--"
                  + boundary
                  + "\r\n"
                  + "Content-Disposition: form-data; name=\"config-block\";"
                  + " filename=\"config.block\"\r\n"
                  + "Content-Type: application/octet-stream\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      body.write(Files.readAllBytes(block));
      body.write(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(channels))
              .timeout(TIMEOUT)
              .header("Content-Type", "multipart/form-data; boundary=" + boundary)
              .POST(BodyPublishers.ofByteArray(body.toByteArray()))
              .build();
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 201) {
        throw new FabricProblem(
            Kind.COMMAND_FAILED, "join " + orderer.name(), response.body().strip());
      }
    } catch (IOException e) {
      throw new FabricProblem(Kind.NODE_FAILED, orderer.name(), String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FabricProblem(Kind.NODE_FAILED, orderer.name(), "interrupted");
    }
  }

  /** One that shows the orderer's own certificate. */
  HttpClient client() {
    try {
      char[] none = new char[0];
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, none);
      Path tls = orderer.tls();
      Certificate[] chain =
          Pem.readCertificates(Pem.read(tls.resolve("server.crt"))).toArray(Certificate[]::new);
      keys.setKeyEntry(
          "key", Pem.readEcKey(Pem.read(tls.resolve("server.key")), "server.key"), none, chain);
      KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
      keyManagers.init(keys, none);
      KeyStore trust = KeyStore.getInstance("PKCS12");
      trust.load(null, none);
      trust.setCertificateEntry(
          "ca", Pem.readCertificates(Pem.read(orderer.organisation().tlsAuthority())).getFirst());
      TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
      trustManagers.init(trust);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
      return HttpClient.newBuilder().sslContext(context).connectTimeout(TIMEOUT).build();
    } catch (GeneralSecurityException | IOException e) {
      throw new FabricProblem(Kind.FILES, orderer.tls(), String.valueOf(e.getMessage()));
    }
  }
}

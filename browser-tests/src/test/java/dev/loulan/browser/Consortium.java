package dev.loulan.browser;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.provisioning.party.PartyKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Operator, host and supplier with their keys, and the agreement that the three sign. */
final class Consortium {
  static final String WATER = "4006381333931";
  static final String CHOCOLATE = "7622210449283";

  private final ServerProcess server;
  private final PartyKey operator = PartyKey.generate();
  private final PartyKey host = PartyKey.generate();
  private final PartyKey supplier = PartyKey.generate();

  Consortium(ServerProcess server) {
    this.server = server;
  }

  void found() throws IOException, InterruptedException {
    register("op", "operator", "Shelf & Co", operator);
    register("lobby-co", "host", "Lobby Company", host);
    register("acme", "supplier", "Acme Foods", supplier);
    Fields proposed =
        answer(
            "/agreements",
            """
            {"agreementId":"lobby-1","version":1,"currency":"CNY","basis":"profitAfterSupplierCost","shelves":["lobby"],
             "parties":[{"role":"operator","partyId":"op","bp":5000},{"role":"host","partyId":"lobby-co","bp":3000},
              {"role":"supplier","partyId":"acme","bp":2000},{"role":"provider","partyId":"demo-pay"}],
             "otherCostBp":6000,"paymentFee":{"bp":60,"fixedMinor":0},"effectiveFrom":"2020-01-01","effectiveTo":null}
            """);
    sign("op", operator, proposed.text("hash"));
    sign("lobby-co", host, proposed.text("hash"));
    sign("acme", supplier, proposed.text("hash"));
  }

  /** Registers a device and returns its claim. */
  String device(String device) throws IOException, InterruptedException {
    String claim =
        answer(
                "/devices",
                """
                {"deviceId":"%s","shelf":"lobby","site":"Tower A, ground floor","operator":"op","zone":"Asia/Shanghai",
                 "cutoff":"23:00","currency":"CNY","openShelf":false}
                """
                    .formatted(device))
            .text("claim");
    planogram(device);
    prices(device);
    return claim;
  }

  private void planogram(String device) throws IOException, InterruptedException {
    String content =
        """
        {"products":[{"gtin":"%s","name":"Sparkling water 330 ml","unitWeightMg":343000,"spreadMg":900,"supplierId":"acme","taxBp":0},\
        {"gtin":"%s","name":"Dark chocolate 70 %% 黑巧克力","unitWeightMg":104000,"spreadMg":600,"supplierId":"acme","taxBp":0}],\
        "places":[{"gtin":"%s","plates":["b1/1"]},{"gtin":"%s","plates":["b1/2"]}]}\
        """
            .formatted(WATER, CHOCOLATE, WATER, CHOCOLATE);
    document("planogram", device, content);
  }

  private void prices(String device) throws IOException, InterruptedException {
    document(
        "prices",
        device,
        """
        {"currency":"CNY","prices":[{"gtin":"%s","priceMinor":250},{"gtin":"%s","priceMinor":333}]}\
        """
            .formatted(WATER, CHOCOLATE));
  }

  private void document(String kind, String device, String content)
      throws IOException, InterruptedException {
    String from = "2020-01-01T00:00:00Z";
    server.post(
        "/devices/" + device + "/documents",
        new JsonObjectBuilder()
            .text("kind", kind)
            .text("device", device)
            .integer("version", 1)
            .text("from", from)
            .text("content", content)
            .text("keyId", operator.keyId())
            .text("signature", operator.signDocument(kind, device, 1, from, content))
            .build()
            .text());
  }

  private void register(String partyId, String role, String name, PartyKey key)
      throws IOException, InterruptedException {
    server.post(
        "/parties",
        new JsonObjectBuilder()
            .text("partyId", partyId)
            .text("role", role)
            .text("name", name)
            .text("publicKey", key.publicKey().base64())
            .text("proof", key.signParty(partyId, role))
            .build()
            .text());
  }

  private void sign(String partyId, PartyKey key, String hash)
      throws IOException, InterruptedException {
    server.post(
        "/agreements/lobby-1/1/signatures",
        new JsonObjectBuilder()
            .text("partyId", partyId)
            .text("signature", key.signAgreement(hash))
            .build()
            .text());
  }

  /** Writes the operator's key as {@code party key} does; gives back the file. */
  Path operatorKey(Path folder) {
    return key(folder, "op");
  }

  /** A party's key as a file. */
  Path key(Path folder, String party) {
    Path file = folder.resolve(party + ".key");
    if (!Files.exists(file)) {
      PartyKey key =
          switch (party) {
            case "op" -> operator;
            case "lobby-co" -> host;
            default -> supplier;
          };
      key.save(file);
    }
    return file;
  }

  /** A link that signs this account in once. */
  String link(String account) throws IOException, InterruptedException {
    return answer("/accounts/links", "{\"account\":\"" + account + "\"}").text("url");
  }

  private Fields answer(String call, String json) throws IOException, InterruptedException {
    byte[] body = server.post(call, json).getBytes(StandardCharsets.UTF_8);
    return Fields.of(JsonReader.read(body), call);
  }
}

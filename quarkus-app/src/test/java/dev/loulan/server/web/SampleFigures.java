package dev.loulan.server.web;

import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A shelf with two suppliers, an open day and a settled one; sales may be added while a test looks.
 */
@Mock
@Singleton
public class SampleFigures implements Figures {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final long NOON_MICROS = 1_795_492_800_000_000L;
  private static final String EPOCH = "9f2c4a7be81d44d0a3c5b6179e02f8aa";

  private final List<SaleRecord> sales = new ArrayList<>();

  public SampleFigures() {
    add("Sparkling water 330 ml", "acme", 1, 250, 990_400);
    add("Dark chocolate 70 %", "acme", 2, 320, 998_100);
    add("Oolong tea 乌龙茶 500 ml", "brew", 1, 450, 961_000);
  }

  /** Sells one more of these goods. */
  public final synchronized SaleRecord add(
      String name, String supplier, long quantity, long priceMinor, long confidencePpm) {
    int number = sales.size() + 1;
    long at = NOON_MICROS + number * 137_000_000L;
    LineRecord line =
        new LineRecord(
            "4006381333931",
            name,
            quantity,
            priceMinor,
            supplier,
            1_300,
            "3",
            "7",
            confidencePpm,
            quantity + 1 + " × " + name + " (0.9 %)");
    SaleRecord sale =
        new SaleRecord(
            "shelf-1:" + EPOCH + ":" + (40 + number * 9),
            "shelf-1",
            "lobby",
            ZONE,
            number,
            "s-" + number,
            "demo-pay · R" + number,
            "CNY",
            quantity * priceMinor,
            at,
            Optional.empty(),
            Optional.of(at - 21_000_000),
            Optional.of(at - 2_000_000),
            List.of(line),
            List.of(
                new StepRecord(
                    List.of("b1/" + number),
                    at - 9_600_000,
                    at - 9_000_000,
                    -343_200 * quantity,
                    410,
                    "ab".repeat(32))),
            number % 2 == 0 ? List.of("4006381333931") : List.of());
    sales.addFirst(sale);
    return sale;
  }

  @Override
  public List<DeviceRecord> devices() {
    StringBuilder plates = new StringBuilder();
    String[] names = {
      "Sparkling water 330 ml",
      "Dark chocolate 70 %",
      "Oolong tea 乌龙茶 500 ml",
      "Almonds 40 g",
      "Rice crackers",
      "",
      "Cold brew coffee",
      "Granola bar"
    };
    for (int i = 0; i < 16; i++) {
      String name = names[i % 8];
      plates
          .append(i == 0 ? "" : ",")
          .append("{\"board\":\"b")
          .append(1 + i / 8)
          .append("\",\"plate\":\"")
          .append(1 + i % 8)
          .append("\",\"mg\":")
          .append(name.isEmpty() ? 120 : 412_300 + i * 91_700)
          .append(",\"settled\":")
          .append(i != 4)
          .append(",\"gtin\":")
          .append(name.isEmpty() ? "null" : "\"400638133393" + i % 8 + "\"")
          .append(",\"name\":")
          .append(name.isEmpty() ? "null" : "\"" + name + "\"")
          .append('}');
    }
    Fields live =
        fields(
            "{\"atMicros\":"
                + NOON_MICROS
                + ",\"door\":\"open\",\"session\":\"s-9\",\"plates\":["
                + plates
                + "],\"gaps\":0,\"alerts\":[]}");
    return List.of(
        new DeviceRecord(
            "shelf-1",
            "lobby",
            "Tower A, ground floor",
            ZONE,
            "active",
            Optional.of(NOON_MICROS + 900_000_000),
            0,
            Optional.of(live)),
        new DeviceRecord(
            "shelf-2",
            "canteen",
            "Tower A, canteen",
            ZONE,
            "away",
            Optional.of(NOON_MICROS - 7_200_000_000L),
            14,
            Optional.empty()));
  }

  @Override
  public List<AnswerRecord> answers() {
    return List.of();
  }

  @Override
  public Optional<AnswerRecord> answer(String reviewId) {
    return Optional.empty();
  }

  @Override
  public synchronized List<SaleRecord> sales(Optional<String> before, int limit) {
    return List.copyOf(sales.subList(0, Math.min(limit, sales.size())));
  }

  @Override
  public synchronized Optional<SaleRecord> sale(String id) {
    return sales.stream().filter(sale -> sale.id().equals(id)).findFirst();
  }

  @Override
  public synchronized List<SaleRecord> salesOfOpenDay() {
    return List.copyOf(sales);
  }

  @Override
  public List<ReviewRecord> openReviews() {
    return List.of(
        new ReviewRecord(
            "r1",
            "shelf-1",
            ZONE,
            NOON_MICROS + 300_000_000,
            "ambiguous",
            "1 × Almonds 40 g (54 %), 1 × Granola bar (44 %)",
            List.of(
                new StepRecord(
                    List.of("b1/4"), NOON_MICROS, NOON_MICROS + 700_000, -40_700, 300, ""))));
  }

  @Override
  public Optional<ReviewRecord> review(String reviewId) {
    return openReviews().stream().filter(review -> review.id().equals(reviewId)).findFirst();
  }

  @Override
  public List<Fields> statements(int limit) {
    return List.of(settled());
  }

  @Override
  public Optional<Fields> statement(BusinessDay day) {
    return day.date().equals("2026-11-23") ? Optional.of(settled()) : Optional.empty();
  }

  private static Fields settled() {
    return fields(
        """
        {"statement":1,"day":"2026-11-23","run":1,"currency":"CNY","devices":["shelf-1"],"waiting":[],"gross":750,"held":250,
         "shares":[{"party":"operator","partyId":"op","amount":174},{"party":"host","partyId":"lobby-co","amount":105},
          {"party":"supplier","partyId":"acme","amount":466},{"party":"provider","partyId":"demo-pay","amount":5}],
         "bill":{"matched":2,"missing":1,"differing":0,"assertedByOperator":true},"sales":3,"reviews":0,"ledger":{"sales":3,"gross":1000},
         "lines":[{"kind":"sale","saleId":"shelf-1:9f2c4a7be81d44d0a3c5b6179e02f8aa:49","saleNo":1,"agreementId":"a","version":1,"supplierId":"acme","gross":300,
           "shares":[{"party":"operator","partyId":"op","exact":696000},{"party":"host","partyId":"lobby-co","exact":417600},{"party":"supplier","partyId":"acme","exact":1868400},{"party":"provider","partyId":"demo-pay","exact":18000}]},
          {"kind":"sale","saleId":"shelf-1:9f2c4a7be81d44d0a3c5b6179e02f8aa:58","saleNo":2,"agreementId":"a","version":1,"supplierId":"acme","gross":450,
           "shares":[{"party":"operator","partyId":"op","exact":1044000},{"party":"host","partyId":"lobby-co","exact":626400},{"party":"supplier","partyId":"acme","exact":2802600},{"party":"provider","partyId":"demo-pay","exact":27000}]},
          {"kind":"rounding","shares":[{"party":"operator","partyId":"op","exact":0},{"party":"host","partyId":"lobby-co","exact":6000},{"party":"supplier","partyId":"acme","exact":-11000},{"party":"provider","partyId":"demo-pay","exact":5000}]}],
         "cases":[{"kind":"missingAtProvider","state":"held","saleId":"shelf-1:9f2c4a7be81d44d0a3c5b6179e02f8aa:67","reference":"R3","amount":250}]}
        """);
  }

  @Override
  public synchronized long version() {
    return sales.size();
  }

  @Override
  public List<Terms> agreements() {
    return List.of(terms("a", "acme"), terms("b", "brew"));
  }

  private static Terms terms(String id, String supplier) {
    String document =
        """
        {"agreementId":"%s","version":1,"currency":"CNY","basis":"profitAfterSupplierCost","shelves":["lobby"],
         "parties":[{"role":"operator","partyId":"op","bp":5000},{"role":"host","partyId":"lobby-co","bp":3000},
          {"role":"supplier","partyId":"%s","bp":2000},{"role":"provider","partyId":"demo-pay"}],
         "supplierCosts":[],"otherCostBp":6000,"paymentFee":{"bp":60,"fixedMinor":0},"effectiveFrom":"2026-01-01","effectiveTo":null}
        """
            .formatted(id, supplier);
    return TermsDocument.read(document.getBytes(StandardCharsets.UTF_8)).terms();
  }

  @Override
  public List<ProductRecord> products(String device) {
    return List.of(new ProductRecord("4006381333931", "Dark chocolate 70 %", 104_000, "acme"));
  }

  @Override
  public String partyName(String partyId) {
    return switch (partyId) {
      case "op" -> "Shelf & Co";
      case "lobby-co" -> "Lobby Company";
      case "acme" -> "Acme Foods";
      case "brew" -> "Brew Brothers";
      default -> partyId;
    };
  }

  private static Fields fields(String json) {
    return Fields.of(JsonReader.read(json.getBytes(StandardCharsets.UTF_8)), "sample");
  }
}

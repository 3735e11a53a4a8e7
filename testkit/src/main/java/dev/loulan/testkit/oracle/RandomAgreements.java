package dev.loulan.testkit.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/** Draws terms with every kind of clause, and sales to try them on. */
public final class RandomAgreements {
  private static final List<String> GOODS = List.of("a", "b", "c", "d");
  private static final int[] RATES = {0, 500, 662, 700, 1300, 1900, 2100};

  private final Random random;

  public RandomAgreements(Random random) {
    this.random = random;
  }

  /** A whole terms document. */
  public String terms() {
    List<String> sharing = new ArrayList<>(List.of("operator", "host", "supplier"));
    if (random.nextBoolean()) {
      sharing.add("platform");
    }
    boolean promoted = random.nextInt(3) == 0;
    if (promoted) {
      sharing.add("promoter");
    }
    List<String> roles = new ArrayList<>(sharing);
    roles.add("provider");
    if (random.nextBoolean()) {
      roles.add("tax");
    }
    Collections.shuffle(roles, random);
    StringJoiner json = new StringJoiner(",", "{", "}");
    json.add("\"agreementId\":\"a\",\"version\":1,\"currency\":\"USD\",\"shelves\":[\"s\"]");
    json.add("\"effectiveFrom\":\"2026-01-01\"");
    json.add("\"parties\":" + parties(roles, sharing));
    json.add("\"basis\":\"" + pick("gross", "afterFees", "profitAfterSupplierCost") + "\"");
    json.add("\"otherCostBp\":" + random.nextInt(10_001));
    json.add("\"supplierCosts\":[{\"gtin\":\"a\",\"costMinor\":" + random.nextInt(400) + "}]");
    json.add(
        "\"paymentFee\":{\"bp\":"
            + random.nextInt(300)
            + ",\"fixedMinor\":"
            + random.nextInt(40)
            + "}");
    if (random.nextBoolean()) {
      json.add(
          "\"perItemFee\":[{\"role\":\""
              + sharing.get(random.nextInt(sharing.size()))
              + "\",\"minor\":"
              + random.nextInt(30)
              + "}]");
    }
    if (promoted) {
      json.add("\"campaigns\":[{\"code\":\"X\",\"bp\":" + random.nextInt(2_000) + "}]");
    }
    if (random.nextInt(3) == 0) {
      json.add("\"taxBase\":\"" + pick("in", "out") + "\"");
      json.add("\"taxRates\":[{\"gtin\":\"b\",\"bp\":" + random.nextInt(2_500) + "}]");
    }
    month(json, sharing);
    return json.toString();
  }

  public List<OracleLine> sale() {
    List<OracleLine> lines = new ArrayList<>();
    boolean refund = random.nextInt(12) == 0;
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      long quantity = 1L + random.nextInt(4);
      lines.add(
          new OracleLine(
              GOODS.get(random.nextInt(GOODS.size())),
              refund ? -quantity : quantity,
              random.nextInt(8) == 0 ? random.nextInt(2_000_000) : random.nextInt(900),
              RATES[random.nextInt(RATES.length)],
              random.nextInt(4) == 0 ? "X" : ""));
    }
    return lines;
  }

  private void month(StringJoiner json, List<String> sharing) {
    if (random.nextInt(3) == 0) {
      json.add(
          "\"tiers\":[{\"fromMinor\":"
              + (1 + random.nextInt(3_000))
              + ",\"shares\":"
              + shares(sharing)
              + "},{\"fromMinor\":"
              + (4_000 + random.nextInt(9_000))
              + ",\"shares\":"
              + shares(sharing)
              + "}]");
    }
    if (random.nextBoolean()) {
      json.add(
          "\"fixedRent\":[{\"receiver\":\"host\",\"minor\":"
              + random.nextInt(5_000)
              + ",\"per\":\""
              + pick("day", "month")
              + "\"}]");
    }
    if (random.nextBoolean()) {
      json.add(
          "\"minimumGuarantee\":[{\"party\":\"host\",\"minor\":" + random.nextInt(60_000) + "}]");
    }
    if (random.nextBoolean()) {
      json.add(
          "\"caps\":[{\"party\":\"supplier\",\"other\":\"host\",\"minor\":"
              + random.nextInt(60_000)
              + "}]");
    }
  }

  private String parties(List<String> roles, List<String> sharing) {
    int[] points = points(sharing.size());
    StringJoiner json = new StringJoiner(",", "[", "]");
    for (String role : roles) {
      int place = sharing.indexOf(role);
      json.add(
          "{\"role\":\""
              + role
              + "\",\"partyId\":\""
              + role
              + "-1\""
              + (place < 0 ? "" : ",\"bp\":" + points[place])
              + "}");
    }
    return json.toString();
  }

  private String shares(List<String> sharing) {
    int[] points = points(sharing.size());
    StringJoiner json = new StringJoiner(",", "[", "]");
    for (int i = 0; i < points.length; i++) {
      json.add("{\"role\":\"" + sharing.get(i) + "\",\"bp\":" + points[i] + "}");
    }
    return json.toString();
  }

  private int[] points(int count) {
    int[] points = new int[count];
    int left = 10_000;
    for (int i = 0; i < count - 1; i++) {
      points[i] = random.nextInt(left + 1);
      left -= points[i];
    }
    points[count - 1] = left;
    return points;
  }

  private String pick(String... words) {
    return words[random.nextInt(words.length)];
  }
}

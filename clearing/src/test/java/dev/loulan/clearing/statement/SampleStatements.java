package dev.loulan.clearing.statement;

import dev.loulan.clearing.agreement.AgreementFile;
import dev.loulan.clearing.sales.SalesFile;
import dev.loulan.clearing.sales.SalesMapping;
import dev.loulan.clearing.table.TableFile;
import dev.loulan.clearing.trial.Trial;
import dev.loulan.clearing.yaml.Settings;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.fixture.Consortium;
import dev.loulan.contract.fixture.MemoryLedger;
import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sound statements and forgeries of them: the vectors of every verifier. */
public final class SampleStatements {
  static final String GTIN = "96385074";
  static final String DAY = "2026-11-23";
  private static final String MAPPING =
      """
      currency: USD
      provider: pay
      columns: {device: D, site: S, product: P, transaction: T, day: Day, billDay: Bill, lineTotal: L}
      """;
  private static final String SALES =
      """
      D,S,P,T,Day,Bill,L
      m1,Lobby,Cola,1,2022-03-01,2022-03-01,1.25
      m1,Lobby,Nuts,2,2022-03-01,2022-03-01,1.01
      m1,Lobby,Nuts,3,2022-03-01,,9.99
      m2,Lobby,Cola,4,2022-03-01,2022-03-02,3.33
      m1,Lobby,Cola,5,2022-03-02,2022-03-02,1.25
      """;
  private static final String TERMS =
      """
      {"agreementId":"a-${site}","version":1,"currency":"USD","basis":"gross",
       "shelves":["${shelves}"],"effectiveFrom":"2022-01-01",
       "parties":[{"role":"operator","partyId":"op","bp":3333},
                  {"role":"host","partyId":"${site}","bp":3333},
                  {"role":"supplier","partyId":"acme","bp":3334}]}
      """;

  private SampleStatements() {}

  /** All samples as texts. */
  public static List<String> sound(Path folder) {
    List<Bundle> bundles = new ArrayList<>(cleared(folder));
    bundles.addAll(adjusted());
    bundles.addAll(reckonedMonth());
    return bundles.stream().map(SampleStatements::text).toList();
  }

  /** Each number of each line one off, then what signatures and proofs protect. */
  public static List<String> forgeries(String text) {
    List<String> forged = new ArrayList<>();
    Matcher line = Pattern.compile("\\{\"[^{}]*\"line\":(\\d+)[^{}]*\\}").matcher(text);
    while (line.find()) {
      Matcher number = Pattern.compile("\"(gross|exact|amount)\":(-?\\d+)").matcher(line.group());
      while (number.find()) {
        long changed = Long.parseLong(number.group(2)) + 1;
        int from = line.start() + number.start(2);
        int to = line.start() + number.end(2);
        forged.add(text.substring(0, from) + changed + text.substring(to));
      }
    }
    for (String[] change :
        new String[][] {
          {"\"day\":\"2022-03-01\"", "\"day\":\"2022-03-02\""},
          {"\"bp\":3333", "\"bp\":3334"},
          {"\"bp\":3000", "\"bp\":3001"},
          {"index 2", "index 3"},
          {"\"signature\":\"[A-Z]", "\"signature\":\"_"},
          {"\"signature\":\"[a-z]", "\"signature\":\"A"},
          {"\"quantity\":1,", "\"quantity\":2,"},
          {"\"unitPrice\":300", "\"unitPrice\":301"},
          {"\"adjustments\":\\[.+?}],\"agr", "\"adjustments\":[],\"agr"},
          {"extra [A-Za-z0-9]", "extra /"},
          {"\"reversal\":true,", ""},
          {"\"kind\":\"rent\"", "\"kind\":\"cap\""},
          {"\\{[^{}]*\"kind\":\"guarantee\"[^{}]*},", ""},
          {"\"month\":\"2026-11\",\"run\":2", "\"month\":\"2026-11\",\"run\":4"},
          {"\"a-1/2\"", "\"a-1/1\""},
          {
            "\"closes\":\\[\\{.*?}",
            "\"closes\":[{\"day\":\"x\",\"deviceId\":\"y\",\"entryId\":\"y:0:1\",\"shelf\":\"z\"}"
          },
        }) {
      String other = Pattern.compile(change[0]).matcher(text).replaceFirst(change[1]);
      if (!other.equals(text)) {
        forged.add(other);
      }
    }
    return forged;
  }

  /** The lines that this program's verifier names. */
  public static SortedSet<Long> faultLines(String text) {
    SortedSet<Long> lines = new TreeSet<>();
    StatementVerifier.verify(Bundle.read(text)).faults().forEach(fault -> lines.add(fault.line()));
    return lines;
  }

  /** Statements of a file of sales, one of them held. */
  static List<Bundle> cleared(Path folder) {
    List<Bundle> bundles = new ArrayList<>();
    SalesMapping mapping = SalesMapping.of(Settings.of("mapping.yaml", MAPPING));
    byte[] bytes = SALES.getBytes(StandardCharsets.UTF_8);
    SalesFile sales = SalesFile.of(TableFile.of("sales.csv", bytes, mapping.format()), mapping);
    new Trial(mapping, sales, AgreementFile.of("a.json", TERMS), ZoneOffset.UTC)
        .run(folder, progress -> {}, bundles::add);
    return bundles;
  }

  /** Statements with a refund and an answered review. */
  static List<Bundle> adjusted() {
    TestDevice device = new TestDevice("shelf-1");
    List<Bundle> bundles = new ArrayList<>();
    try (MemoryLedger ledger = new MemoryLedger()) {
      Consortium consortium = new Consortium(ledger);
      consortium.found(device);
      String sale = device.sell(null, GTIN, 2, 150, "acme");
      device.sell(null, "other", 1, 101, "acme");
      String review = device.review();
      device.closeDay(DAY, DAY);
      consortium.submitNext(device);
      Json taken = line().integer("unitPrice", 300).text("supplierId", "acme").build();
      consortium.adjust(consortium.operator, decision("refund", sale, line().build()));
      consortium.adjust(consortium.operator, decision("review", review, taken));
      StatementBook book = new StatementBook(new DeviceProofs(consortium).with(device, "s1"));
      book.add(Consortium.fields(consortium.settle()));
      book.monthly(bundles::add);
    }
    return bundles;
  }

  /**
   * A month with tiers, rent, a guarantee and a cap, reckoned three times: after its days, after a
   * refund, and after a backdated version that leaves one of two shelves under the one before.
   */
  static List<Bundle> reckonedMonth() {
    TestDevice first = new TestDevice("shelf-1");
    TestDevice second = new TestDevice("shelf-2");
    List<Bundle> bundles = new ArrayList<>();
    try (MemoryLedger ledger = new MemoryLedger()) {
      Consortium consortium = new Consortium(ledger);
      consortium.found(first);
      consortium.register(second, "s2");
      consortium.agree(MONTH_TERMS);
      StatementBook book =
          new StatementBook(new DeviceProofs(consortium).with(first, "s1").with(second, "s2"));
      String sale = first.sell(null, GTIN, 1, 600, "acme");
      first.closeDay(DAY, DAY);
      first.sell(null, GTIN, 1, 1_001, "acme");
      first.closeDay("2026-11-24", "2026-11-24");
      second.closeDay(DAY, DAY);
      second.sell(null, "other", 3, 333, "acme");
      second.closeDay("2026-11-24", "2026-11-24");
      first.closeDay("2026-11-25", "2026-11-30");
      second.closeDay("2026-11-25", "2026-11-30");
      consortium.submitNext(first);
      consortium.submitNext(second);
      settle(consortium, book, DAY, "2026-11-24");
      settleMonth(consortium, book);
      consortium.adjust(consortium.operator, decision("refund", sale, line().build()));
      settle(consortium, book, DAY);
      settleMonth(consortium, book);
      consortium.agree(
          MONTH_TERMS
              .replace("\"version\":2", "\"version\":3")
              .replace("\"s1\",\"s2\"", "\"s1\"")
              .replace("2026-01-01", "2026-11-24")
              .replace("\"bp\":2000", "\"bp\":2500")
              .replace("\"bp\":5000", "\"bp\":4500"));
      settle(consortium, book, "2026-11-24");
      settleMonth(consortium, book);
      book.monthly(bundles::add);
    }
    return bundles;
  }

  private static final String MONTH_TERMS =
      """
      {"agreementId":"a-1","version":2,"currency":"USD","basis":"gross",
       "shelves":["s1","s2"],"effectiveFrom":"2026-01-01",
       "tiers":[{"fromMinor":500,"shares":[{"role":"host","bp":7000},{"role":"operator","bp":3000}]}],
       "fixedRent":[{"receiver":"host","minor":3100,"per":"month"},
                    {"receiver":"host","minor":7,"per":"day"}],
       "minimumGuarantee":[{"party":"supplier","minor":900}],
       "caps":[{"party":"host","minor":2000,"other":"operator"}],
       "parties":[{"role":"operator","partyId":"op","bp":5000},
                  {"role":"host","partyId":"lobby-co","bp":3000},
                  {"role":"supplier","partyId":"acme","bp":2000}]}
      """;

  private static void settle(Consortium consortium, StatementBook book, String... days) {
    for (String day : days) {
      book.add(Consortium.fields(consortium.settle(new BusinessDay(day))));
    }
  }

  private static void settleMonth(Consortium consortium, StatementBook book) {
    book.add(
        Consortium.fields(
            consortium.ledger.invoke(
                consortium.host.caller(), ContractCalls.settleMonth("2026-11", Consortium.USD))));
  }

  static String text(Bundle bundle) {
    Json json = bundle.json();
    return json.text();
  }

  private static JsonObjectBuilder line() {
    return new JsonObjectBuilder().text("gtin", GTIN).integer("quantity", 1);
  }

  private static Json.Obj decision(String kind, String target, Json line) {
    return new JsonObjectBuilder()
        .text("adjustmentId", kind + "-1")
        .text("kind", kind)
        .text("target", target)
        .text("day", DAY)
        .array("lines", List.of(line))
        .text("partyId", "op")
        .build();
  }
}

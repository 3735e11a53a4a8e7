package dev.loulan.simulation.check;

import dev.loulan.domain.json.Fields;
import dev.loulan.simulation.server.Agreement;
import dev.loulan.simulation.server.Operator;
import dev.loulan.simulation.server.Provider;
import dev.loulan.simulation.server.Server;
import dev.loulan.simulation.shelf.Goods;
import dev.loulan.simulation.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every cent of every settled day, computed anew from what was sold, billed and decided. */
final class Cents {
  private final World world;
  private final Server server;
  private final Operator operator;
  private final Goods goods;

  Cents(World world, Server server, Operator operator, Goods goods) {
    this.world = world;
    this.server = server;
    this.operator = operator;
    this.goods = goods;
  }

  private record Sold(
      String saleId, String device, String shelf, String reference, List<SplitOracle.Line> lines) {
    long gross() {
      return lines.stream().mapToLong(SplitOracle.Line::gross).sum();
    }
  }

  void check(LedgerFacts ledger) {
    SortedMap<String, byte[]> state = server.ledger().state();
    Map<String, Sold> sales = new TreeMap<>();
    LedgerFacts.batches(state)
        .forEach(batch ->
            batch
                .sales()
                .forEach(sale -> {
                  Sold sold = sold(Fields.of(sale.json(), "sale"));
                  sales.put(sold.saleId(), sold);
                }));
    Set<String> released = new HashSet<>();
    Map<String, List<Fields>> posted = new TreeMap<>();
    for (Fields adjustment : LedgerFacts.adjustments(state)) {
      if (adjustment.text("kind").equals("release")) {
        released.add(adjustment.text("target"));
      } else {
        posted.computeIfAbsent(adjustment.text("day"), _ -> new ArrayList<>()).add(adjustment);
      }
    }
    Map<String, List<Sold>> byDay = byDay(state, sales);
    Set<String> days = new java.util.TreeSet<>(byDay.keySet());
    days.addAll(posted.keySet());
    for (String day : days) {
      List<Fields> statements = LedgerFacts.statements(state, day);
      if (!statements.isEmpty()) {
        checkDay(
            day,
            statements,
            byDay.getOrDefault(day, List.of()),
            released,
            posted.getOrDefault(day, List.of()));
      }
    }
  }

  private void checkDay(
      String day,
      List<Fields> statements,
      List<Sold> sales,
      Set<String> released,
      List<Fields> adjustments) {
    SplitOracle oracle = new SplitOracle();
    Map<String, Agreement> agreements = inForce(day);
    Map<String, List<Long>> billed = new HashMap<>();
    operator.bills().stream()
        .filter(bill -> bill.day().equals(day))
        .flatMap(bill -> bill.lines().stream())
        .forEach((Provider.Line line) ->
            billed
                .computeIfAbsent(line.reference(), _ -> new ArrayList<>())
                .add(line.amountMinor()));
    long gross = 0;
    long held = 0;
    for (Sold sale : sales) {
      boolean matched =
          sale.reference().isEmpty()
              || billed.getOrDefault(sale.reference(), List.of()).contains(sale.gross());
      if (matched || released.contains(sale.saleId())) {
        oracle.add(sale.shelf(), sale.lines(), agreements, true);
        gross += sale.gross();
      } else {
        held += sale.gross();
      }
    }
    for (Fields adjustment : adjustments) {
      List<SplitOracle.Line> lines = lines(adjustment.objects("lines"));
      boolean refund = adjustment.text("kind").equals("refund");
      oracle.add(adjustment.text("shelf"), lines, agreements, !refund);
      gross += lines.stream().mapToLong(SplitOracle.Line::gross).sum();
    }
    compare(day, statements, oracle.amounts(), gross, held);
    nobodyTwice(day, statements);
  }

  private void compare(
      String day, List<Fields> statements, Map<String, Long> owed, long gross, long held) {
    Map<String, Long> paid = new TreeMap<>();
    long paidGross = 0;
    long heldNow = 0;
    for (Fields statement : statements) {
      long sum = 0;
      for (Fields share : statement.objects("shares")) {
        paid.merge(
            share.text("party") + " " + share.text("partyId"), share.integer("amount"), Long::sum);
        sum += share.integer("amount");
      }
      if (sum != statement.integer("gross")) {
        world.violated(
            "cents",
            day
                + ": the shares of run "
                + statement.integer("run")
                + " are "
                + sum
                + ", its gross is "
                + statement.integer("gross"));
      }
      paidGross += sum;
      heldNow += statement.integer("held");
    }
    owed.values().removeIf(amount -> amount == 0);
    paid.values().removeIf(amount -> amount == 0);
    if (!owed.equals(paid) || gross != paidGross || held != heldNow) {
      world.violated(
          "cents",
          day
              + ": settled "
              + paid
              + " of "
              + paidGross
              + " and held "
              + heldNow
              + ", owed "
              + owed
              + " of "
              + gross
              + " and held "
              + held);
    }
  }

  private void nobodyTwice(String day, List<Fields> statements) {
    Map<String, Integer> standing = new TreeMap<>();
    for (Fields statement : statements) {
      for (Fields line : statement.objects("lines")) {
        line.textOrNone("saleId")
            .ifPresent(id ->
                standing.merge(
                    line.text("kind") + " " + id + " " + line.text("supplierId"),
                    line.flag("reversal") ? -1 : 1,
                    Integer::sum));
      }
    }
    standing.forEach((what, times) -> {
      if (times < 0 || times > 1) {
        world.violated("paid-once", day + ": " + what + " stands " + times + " times");
      }
    });
  }

  private Map<String, Agreement> inForce(String day) {
    Map<String, Agreement> found = new TreeMap<>();
    for (Agreement agreement : operator.agreements()) {
      if (agreement.from().toString().compareTo(day) <= 0) {
        found.merge(agreement.supplier(), agreement, (a, b) -> b.version() > a.version() ? b : a);
      }
    }
    return found;
  }

  private Map<String, List<Sold>> byDay(SortedMap<String, byte[]> state, Map<String, Sold> sales) {
    Map<String, List<Sold>> byDay = new TreeMap<>();
    LedgerFacts.closedDays(state).values().stream()
        .map(LedgerFacts::fields)
        .forEach(closed -> {
          List<Sold> found = byDay.computeIfAbsent(closed.text("day"), _ -> new ArrayList<>());
          for (Fields range : closed.objects("ranges")) {
            String prefix = closed.text("deviceId") + ":" + range.text("epoch") + ":";
            sales.values().stream()
                .filter(sale -> sale.saleId().startsWith(prefix))
                .filter(sale -> {
                  long seq = Long.parseLong(sale.saleId().substring(prefix.length()));
                  return seq >= range.integer("fromSeq") && seq < range.integer("toSeq");
                })
                .forEach(found::add);
          }
        });
    return byDay;
  }

  private Sold sold(Fields sale) {
    return new Sold(
        sale.text("saleId"),
        sale.text("deviceId"),
        sale.text("shelf"),
        sale.objectOrNone("tender").map(t -> t.text("reference")).orElse(""),
        lines(sale.objects("lines")));
  }

  private List<SplitOracle.Line> lines(List<Fields> lines) {
    return lines.stream()
        .map(line ->
            new SplitOracle.Line(
                line.text("gtin"),
                line.text("supplierId"),
                line.integer("quantity"),
                line.integer("unitPrice"),
                cost(line.text("gtin"))))
        .toList();
  }

  private long cost(String gtin) {
    int number = goods.number(gtin);
    if (number >= 0) {
      return goods.product(number).costMinor();
    }
    throw new IllegalStateException("no cost of " + gtin);
  }
}

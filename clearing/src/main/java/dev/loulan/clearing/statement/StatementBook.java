package dev.loulan.clearing.statement;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Takes the contract's statements of days, all runs of each in order, and gives out a statement for
 * each party and month.
 */
public final class StatementBook {
  private final ProofSource source;
  private final TreeMap<Group, TreeMap<String, Standing>> standing = new TreeMap<>();
  private final TreeMap<Group, TreeMap<Place, Long>> posted = new TreeMap<>();
  private final TreeMap<String, Fields> held = new TreeMap<>();
  private String currency = "";

  /** A party in one role. */
  private record Place(String role, String partyId) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return Comparator.comparing(Place::role).thenComparing(Place::partyId).compare(this, other);
    }
  }

  /** A line that counts, with every party's exact share. */
  private record Standing(String kind, long gross, TreeMap<Place, Long> exact) {}

  public StatementBook(ProofSource source) {
    this.source = source;
  }

  /** Adds a run of a day; the runs of a day come in their order. */
  public void add(Fields statement) {
    String day = statement.text("day");
    currency = statement.text("currency");
    statement.objects("lines").stream()
        .filter(line -> line.textOrNone("saleId").isPresent())
        .forEach(line -> addLine(day, line));
    for (Fields posting : statement.objects("postings")) {
      TreeMap<Place, Long> amounts =
          posted.computeIfAbsent(group(day, posting), g -> new TreeMap<>());
      posting
          .objects("shares")
          .forEach(share -> amounts.merge(place(share), share.integer("amount"), Math::addExact));
    }
    held.values().removeIf(found -> found.text("day").equals(day));
    statement.objects("cases").forEach(found -> addHeld(day, found));
  }

  private void addLine(String day, Fields line) {
    TreeMap<String, Standing> lines =
        standing.computeIfAbsent(group(day, line), g -> new TreeMap<>());
    String id = line.text("kind") + "|" + line.text("saleId");
    if (line.flag("reversal")) {
      lines.remove(id);
      return;
    }
    TreeMap<Place, Long> exact = new TreeMap<>();
    line.objects("shares").forEach(share -> exact.put(place(share), share.integer("exact")));
    lines.put(id, new Standing(line.text("kind"), line.integer("gross"), exact));
  }

  private void addHeld(String day, Fields found) {
    Optional<String> sale = found.textOrNone("saleId");
    if (sale.isPresent()
        && found.text("state").equals("held")
        && !found.text("kind").equals("review")) {
      held.put(
          sale.get(),
          Fields.of(
              new JsonObjectBuilder()
                  .text("day", day)
                  .integer("amount", found.integer("amount"))
                  .build(),
              "held"));
    }
  }

  /** The statements of all parties one by one, by role, party and month. */
  public void monthly(Consumer<Bundle> taker) {
    TreeMap<Place, TreeSet<String>> months = new TreeMap<>();
    posted.forEach((group, amounts) ->
        amounts
            .keySet()
            .forEach(place ->
                months
                    .computeIfAbsent(place, p -> new TreeSet<>())
                    .add(group.day().substring(0, 7))));
    months.forEach((place, all) -> all.forEach(month -> taker.accept(bundle(place, month))));
  }

  /**
   * One party's statement.
   *
   * @param period day {@code YYYY-MM-DD} or month {@code YYYY-MM}
   */
  public Bundle statement(String role, String partyId, String period) {
    return bundle(new Place(role, partyId), period);
  }

  private Bundle bundle(Place place, String period) {
    Lines lines = new Lines();
    TreeSet<String> agreements = new TreeSet<>();
    TreeMap<String, String> proofs = new TreeMap<>();
    TreeMap<String, String> vkeys = new TreeMap<>();
    List<Bundle.CloseRef> closes = new ArrayList<>();
    List<Json> adjustments = new ArrayList<>();
    TreeSet<String> closed = new TreeSet<>();
    posted.forEach((group, amounts) -> {
      if (!group.day().startsWith(period) || !amounts.containsKey(place)) {
        return;
      }
      agreements.add(group.agreementId() + "/" + group.version());
      standing
          .getOrDefault(group, new TreeMap<>())
          .forEach((id, line) -> {
            String saleId = id.substring(id.indexOf('|') + 1);
            boolean sale = line.kind().equals("sale");
            if (!sale) {
              adjustments.add(source.adjustment(saleId));
            }
            if (sale || line.kind().equals("refund")) {
              proofs.put(saleId, source.proof(saleId));
              vkeys.put(device(saleId), source.vkey(device(saleId)));
            }
            lines.add(
                sale ? StatementLine.Kind.SALE : StatementLine.Kind.ADJUSTMENT,
                group,
                saleId,
                line.gross(),
                line.exact().getOrDefault(place, 0L));
          });
      lines.addDay(group, amounts.values().stream().mapToLong(a -> a).sum(), amounts, place);
      if (closed.add(group.day() + "|" + group.shelf())) {
        boolean partial = seesPartOf(group, place);
        source.closes(group.day(), group.shelf()).stream()
            .map(close -> partial ? close.withPart() : close)
            .forEach(closes::add);
      }
    });
    addHeld(lines, proofs, closes);
    closes.forEach(close -> proofs.put(close.entryId(), source.proof(close.entryId())));
    return new Bundle(
        place.role(),
        place.partyId(),
        currency,
        period,
        lines.finished(),
        agreements.stream().map(source::agreement).toList(),
        adjustments.stream().distinct().toList(),
        vkeys,
        proofs,
        closes);
  }

  /** Whether others' agreements split sales of the same shelf and day. */
  private boolean seesPartOf(Group group, Place place) {
    return standing.entrySet().stream()
        .filter(other -> other.getKey().day().equals(group.day()))
        .filter(other -> other.getKey().shelf().equals(group.shelf()))
        .flatMap(other -> other.getValue().values().stream())
        .anyMatch(line -> !line.exact().containsKey(place));
  }

  /** Held sales of the days on the statement, so that the days' counts can be checked. */
  private void addHeld(
      Lines lines, SortedMap<String, String> proofs, List<Bundle.CloseRef> closes) {
    held.forEach((saleId, found) ->
        closes.stream()
            .filter(close -> close.day().equals(found.text("day")))
            .filter(close -> close.deviceId().equals(device(saleId)) && !close.partial())
            .findFirst()
            .ifPresent(close -> {
              proofs.put(saleId, source.proof(saleId));
              lines.add(
                  StatementLine.Kind.HELD,
                  new Group(close.day(), close.shelf(), "", 0),
                  saleId,
                  found.integer("amount"),
                  0);
            }));
  }

  /** Numbers lines and sums them. */
  private static final class Lines {
    private final List<StatementLine> lines = new ArrayList<>();
    private long exact;
    private long gross;
    private long amount;

    void add(StatementLine.Kind kind, Group group, String saleId, long lineGross, long lineExact) {
      exact = Math.addExact(exact, lineExact);
      put(kind, Optional.of(group), Optional.of(saleId), lineGross, lineExact, 0);
    }

    void addDay(Group group, long dayGross, SortedMap<Place, Long> amounts, Place place) {
      long own = amounts.getOrDefault(place, 0L);
      gross = Math.addExact(gross, dayGross);
      amount = Math.addExact(amount, own);
      put(StatementLine.Kind.DAY, Optional.of(group), Optional.empty(), dayGross, 0, own);
    }

    List<StatementLine> finished() {
      long rounding = Math.subtractExact(Math.multiplyExact(amount, 10_000L), exact);
      put(StatementLine.Kind.ROUNDING, Optional.empty(), Optional.empty(), 0, rounding, 0);
      put(StatementLine.Kind.TOTAL, Optional.empty(), Optional.empty(), gross, 0, amount);
      return lines;
    }

    private void put(
        StatementLine.Kind kind,
        Optional<Group> group,
        Optional<String> saleId,
        long lineGross,
        long lineExact,
        long lineAmount) {
      lines.add(
          new StatementLine(
              lines.size() + 1L, kind, group, saleId, lineGross, lineExact, lineAmount));
    }
  }

  private static Group group(String day, Fields fields) {
    return new Group(
        day, fields.text("shelf"), fields.text("agreementId"), fields.integer("version"));
  }

  private static Place place(Fields share) {
    return new Place(share.text("party"), share.text("partyId"));
  }

  private static String device(String saleId) {
    return saleId.substring(0, saleId.indexOf(':'));
  }
}

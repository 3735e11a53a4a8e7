package dev.loulan.clearing.statement;

import dev.loulan.clearing.statement.StatementBook.HeldSale;
import dev.loulan.clearing.statement.StatementBook.Reckoned;
import dev.loulan.clearing.statement.StatementBook.ShelfDay;
import dev.loulan.clearing.statement.StatementLine.Kind;
import dev.loulan.domain.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Draws up one party's statement of one period: days run by run, each month's run after the runs
 * that it rests on, what is held, the rounding and the total.
 */
final class StatementDraft {
  /** Days run by run, then a month's clauses in the order in which they are reckoned. */
  private static final Comparator<Block> ORDER =
      Comparator.comparing((Block block) -> block.kind().isOfMonth())
          .thenComparing(block -> block.group().day())
          .thenComparingLong(Block::run)
          .thenComparing(block -> block.kind().isOfMonth() ? block.kind() : Kind.DAY)
          .thenComparing(Block::group);

  private final ProofSource source;
  private final Place place;
  private final String currency;
  private final String period;
  private final List<Reckoned> reckoned;
  private final TreeSet<String> tiered = new TreeSet<>();
  private final TreeSet<String> agreements = new TreeSet<>();
  private final TreeMap<String, String> proofs = new TreeMap<>();
  private final TreeMap<String, String> vkeys = new TreeMap<>();
  private final List<Json> adjustments = new ArrayList<>();
  private final List<StatementLine> lines = new ArrayList<>();
  private long exact;
  private long gross;
  private long ofDays;
  private long amount;

  /**
   * @param reckoned the runs of the month, where the period is one
   */
  StatementDraft(
      ProofSource source, Place place, String currency, String period, List<Reckoned> reckoned) {
    this.source = source;
    this.place = place;
    this.currency = currency;
    this.period = period;
    this.reckoned = reckoned;
  }

  Bundle bundle(
      List<Block> all,
      SortedMap<ShelfDay, SortedMap<String, Group>> standing,
      Collection<HeldSale> held) {
    List<Block> own = own(all);
    addBlocks(own);
    List<Bundle.CloseRef> closes = closes(own, standing);
    addHeld(held, closes);
    finish();
    List<MonthRun> months = months();
    months.forEach(run -> agreements.addAll(run.agreements()));
    closes.forEach(close -> prove(close.entryId()));
    return new Bundle(
        place.role(),
        place.partyId(),
        currency,
        period,
        lines,
        agreements.stream().map(source::agreement).toList(),
        adjustments.stream().distinct().toList(),
        vkeys,
        proofs,
        closes,
        months);
  }

  /**
   * What concerns the party; where a month's tiers do, all that was sold under the agreement, since
   * the tiers follow from it.
   */
  private List<Block> own(List<Block> all) {
    List<Block> ofPeriod =
        all.stream().filter(block -> block.group().day().startsWith(period)).toList();
    ofPeriod.stream()
        .filter(block -> block.kind() == Kind.TIERS && block.concerns(place))
        .forEach(block -> tiered.add(block.group().agreementId()));
    TreeSet<Group> groups = new TreeSet<>();
    ofPeriod.stream()
        .filter(block -> block.concerns(place) || tiered.contains(block.group().agreementId()))
        .forEach(block -> groups.add(block.group()));
    return ofPeriod.stream()
        .filter(block -> groups.contains(block.group()))
        .sorted(Comparator.comparingInt(this::section).thenComparing(ORDER))
        .toList();
  }

  /** The month's run that a block comes before or belongs to. */
  private int section(Block block) {
    for (int i = 0; i < reckoned.size(); i++) {
      Reckoned month = reckoned.get(i);
      boolean covered =
          block.kind().isOfMonth()
              ? month.run().run() >= block.run()
              : month.runsByDay().getOrDefault(block.group().day(), 0L) >= block.run();
      if (covered) {
        return i;
      }
    }
    return reckoned.size();
  }

  private void addBlocks(List<Block> own) {
    int section = 0;
    for (Block block : own) {
      while (section < section(block)) {
        closeMonth(section);
        section++;
      }
      addBlock(block);
    }
    while (section < reckoned.size()) {
      closeMonth(section);
      section++;
    }
  }

  private void addBlock(Block block) {
    Group group = block.group();
    agreements.add(group.agreementId() + "/" + group.version());
    block.entries().forEach(entry -> addEntry(group, block.run(), entry));
    block.posted().ifPresent(posted -> addPosted(block, posted));
  }

  private void addEntry(Group group, long run, Block.Entry entry) {
    if (!entry.isSale()) {
      adjustments.add(source.adjustment(entry.saleId()));
    }
    if (entry.isSale() || entry.kind().equals("refund")) {
      prove(entry.saleId());
    }
    long share = entry.exact().getOrDefault(place, 0L);
    exact = Math.addExact(exact, share);
    put(
        entry.isSale() ? Kind.SALE : Kind.ADJUSTMENT,
        Optional.of(group),
        run,
        entry.reversal(),
        Optional.of(entry.saleId()),
        entry.gross(),
        share,
        0);
  }

  private void addPosted(Block block, SortedMap<Place, Long> posted) {
    long own = posted.getOrDefault(place, 0L);
    if (block.kind().isOfMonth() && own == 0) {
      return;
    }
    amount = Math.addExact(amount, own);
    long sum = 0;
    if (!block.kind().isOfMonth()) {
      sum = posted.values().stream().reduce(0L, Math::addExact);
      gross = Math.addExact(gross, sum);
      ofDays = Math.addExact(ofDays, own);
    }
    put(
        block.kind(),
        Optional.of(block.group()),
        block.run(),
        false,
        Optional.empty(),
        sum,
        0,
        own);
  }

  private void closeMonth(int section) {
    MonthRun run = reckoned.get(section).run();
    Group month = new Group(run.month(), "", "", 0);
    put(Kind.MONTH, Optional.of(month), run.run(), false, Optional.empty(), 0, 0, 0);
  }

  /** The runs with those versions that the statement has to do with. */
  private List<MonthRun> months() {
    TreeSet<String> ids = new TreeSet<>();
    agreements.forEach(version -> ids.add(idOf(version)));
    List<MonthRun> runs = new ArrayList<>();
    for (Reckoned month : reckoned) {
      List<String> known =
          month.run().agreements().stream().filter(version -> ids.contains(idOf(version))).toList();
      runs.add(new MonthRun(month.run().month(), month.run().run(), known));
    }
    return runs;
  }

  private List<Bundle.CloseRef> closes(
      List<Block> own, SortedMap<ShelfDay, SortedMap<String, Group>> standing) {
    TreeSet<Group> visible = new TreeSet<>();
    TreeSet<ShelfDay> days = new TreeSet<>();
    for (Block block : own) {
      if (!block.kind().isOfMonth()) {
        visible.add(block.group());
        days.add(ShelfDay.of(block.group()));
      }
    }
    List<Bundle.CloseRef> closes = new ArrayList<>();
    for (ShelfDay day : days) {
      boolean partial = !visible.containsAll(standing.getOrDefault(day, new TreeMap<>()).values());
      source.closes(day.day(), day.shelf()).stream()
          .map(close -> partial ? close.withPart() : close)
          .forEach(closes::add);
    }
    return closes;
  }

  /** Held sales of the days on the statement, so that the days' counts can be checked. */
  private void addHeld(Collection<HeldSale> held, List<Bundle.CloseRef> closes) {
    for (HeldSale sale : held) {
      closes.stream()
          .filter(close -> close.day().equals(sale.day()) && !close.partial())
          .filter(close -> sale.saleId().startsWith(close.deviceId() + ":"))
          .findFirst()
          .ifPresent(close -> {
            prove(sale.saleId());
            put(
                Kind.HELD,
                Optional.of(new Group(close.day(), close.shelf(), "", 0)),
                0,
                false,
                Optional.of(sale.saleId()),
                sale.amountMinor(),
                0,
                0);
          });
    }
  }

  private void finish() {
    long rounding = Math.subtractExact(Math.multiplyExact(ofDays, 10_000L), exact);
    put(Kind.ROUNDING, Optional.empty(), 0, false, Optional.empty(), 0, rounding, 0);
    put(Kind.TOTAL, Optional.empty(), 0, false, Optional.empty(), gross, 0, amount);
  }

  private void prove(String entryId) {
    proofs.computeIfAbsent(entryId, source::proof);
    vkeys.computeIfAbsent(entryId.substring(0, entryId.indexOf(':')), source::vkey);
  }

  private void put(
      Kind kind,
      Optional<Group> group,
      long run,
      boolean reversal,
      Optional<String> saleId,
      long lineGross,
      long lineExact,
      long lineAmount) {
    lines.add(
        new StatementLine(
            lines.size() + 1L,
            kind,
            group,
            run,
            reversal,
            saleId,
            lineGross,
            lineExact,
            lineAmount));
  }

  private static String idOf(String version) {
    return version.substring(0, version.indexOf('/'));
  }
}

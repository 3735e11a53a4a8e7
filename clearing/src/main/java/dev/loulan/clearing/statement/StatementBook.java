package dev.loulan.clearing.statement;

import dev.loulan.domain.json.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Takes the contract's statements of days and months, all runs of each in order, and gives out a
 * statement for each party and period.
 */
public final class StatementBook {
  private final ProofSource source;
  private final List<Block> blocks = new ArrayList<>();
  private final TreeSet<Group> seen = new TreeSet<>();
  private final TreeMap<ShelfDay, SortedMap<String, Group>> standing = new TreeMap<>();
  private final TreeMap<String, HeldSale> held = new TreeMap<>();
  private final TreeMap<String, List<Reckoned>> months = new TreeMap<>();
  private String currency = "";

  /** What a shelf sold on a day. */
  record ShelfDay(String day, String shelf) implements Comparable<ShelfDay> {

    static ShelfDay of(Group group) {
      return new ShelfDay(group.day(), group.shelf());
    }

    @Override
    public int compareTo(ShelfDay other) {
      int byDay = day.compareTo(other.day);
      return byDay != 0 ? byDay : shelf.compareTo(other.shelf);
    }
  }

  /** A sale that waits. */
  record HeldSale(String day, String saleId, long amountMinor) {}

  /**
   * A month's run.
   *
   * @param runsByDay the last run of each day that it rests on
   */
  record Reckoned(MonthRun run, SortedMap<String, Long> runsByDay) {}

  public StatementBook(ProofSource source) {
    this.source = source;
  }

  /** Adds a run of a day or month; the runs of each come in their order. */
  public void add(Fields statement) {
    currency = statement.text("currency");
    if (statement.textOrNone("month").isPresent()) {
      addMonth(statement);
    } else {
      addDay(statement);
    }
  }

  private void addDay(Fields statement) {
    String day = statement.text("day");
    TreeMap<Group, List<Block.Entry>> entries = new TreeMap<>();
    TreeMap<Group, SortedMap<Place, Long>> posted = new TreeMap<>();
    for (Fields line : statement.objects("lines")) {
      if (line.textOrNone("saleId").isPresent()) {
        Block.Entry entry = Block.Entry.of(line);
        Group group = group(day, line);
        entries.computeIfAbsent(group, g -> new ArrayList<>()).add(entry);
        stand(group, entry);
      }
    }
    for (Fields posting : statement.objects("postings")) {
      posted.put(group(day, posting), Block.amounts(posting, "amount"));
    }
    TreeSet<ShelfDay> takenBack = new TreeSet<>();
    entries.forEach((group, lines) -> {
      if (lines.stream().anyMatch(Block.Entry::reversal)) {
        takenBack.add(ShelfDay.of(group));
      }
    });
    TreeSet<Group> groups = new TreeSet<>(entries.keySet());
    groups.addAll(posted.keySet());
    for (Group group : groups) {
      boolean trueUp = seen.contains(group) || takenBack.contains(ShelfDay.of(group));
      blocks.add(
          new Block(
              group,
              statement.integer("run"),
              trueUp ? StatementLine.Kind.TRUE_UP : StatementLine.Kind.DAY,
              entries.getOrDefault(group, List.of()),
              Optional.ofNullable(posted.get(group))));
    }
    seen.addAll(groups);
    held.values().removeIf(sale -> sale.day().equals(day));
    statement.objects("cases").forEach(found -> addHeld(day, found));
  }

  private void stand(Group group, Block.Entry entry) {
    SortedMap<String, Group> lines =
        standing.computeIfAbsent(ShelfDay.of(group), day -> new TreeMap<>());
    String line = entry.id() + "|" + group.agreementId() + "/" + group.version();
    if (entry.reversal()) {
      lines.remove(line);
    } else {
      lines.put(line, group);
    }
  }

  private void addHeld(String day, Fields found) {
    Optional<String> sale = found.textOrNone("saleId");
    if (sale.isPresent()
        && found.text("state").equals("held")
        && !found.text("kind").equals("review")) {
      held.put(sale.get(), new HeldSale(day, sale.get(), found.integer("amount")));
    }
  }

  private void addMonth(Fields statement) {
    String month = statement.text("month");
    TreeMap<String, Long> runsByDay = new TreeMap<>();
    statement.objects("days").forEach(day -> runsByDay.put(day.text("day"), day.integer("run")));
    List<String> agreements =
        statement.objects("agreements").stream()
            .map(version -> version.text("agreementId") + "/" + version.integer("version"))
            .toList();
    long run = statement.integer("run");
    months
        .computeIfAbsent(month, m -> new ArrayList<>())
        .add(new Reckoned(new MonthRun(month, run, agreements), runsByDay));
    for (Fields posting : statement.objects("postings")) {
      blocks.add(
          new Block(
              group(month, posting),
              run,
              StatementLine.Kind.ofWord(posting.text("kind")),
              List.of(),
              Optional.of(Block.amounts(posting, "amount"))));
    }
  }

  /** The statements of all parties one by one, by role, party and month. */
  public void monthly(Consumer<Bundle> taker) {
    TreeMap<Place, TreeSet<String>> periods = new TreeMap<>();
    for (Block block : blocks) {
      String month = block.group().day().substring(0, 7);
      block
          .posted()
          .ifPresent(posted ->
              posted
                  .keySet()
                  .forEach(
                      place -> periods.computeIfAbsent(place, p -> new TreeSet<>()).add(month)));
    }
    periods.forEach((place, all) -> all.forEach(month -> taker.accept(bundle(place, month))));
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
    List<Reckoned> reckoned = months.getOrDefault(period, List.of());
    return new StatementDraft(source, place, currency, period, reckoned)
        .bundle(blocks, standing, held.values());
  }

  private static Group group(String day, Fields fields) {
    return new Group(
        day, fields.text("shelf"), fields.text("agreementId"), fields.integer("version"));
  }
}

package dev.loulan.contract.terms;

import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.StateReader;
import dev.loulan.contract.state.Documents;
import dev.loulan.contract.state.Key;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.domain.split.Amounts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the earlier runs of a day posted, read back from their statements. */
final class PastRuns {
  static final String STATEMENT = "statement";

  private final List<Json> statements;
  private final TreeMap<String, Integer> partCounts = new TreeMap<>();
  private final TreeMap<String, Fields> partLines = new TreeMap<>();
  private final TreeMap<PartKey, List<Long>> posted = new TreeMap<>();
  private final List<String> devices = new ArrayList<>();
  private long heldMinor;
  private long sales;
  private long reviews;

  private PastRuns(List<Json> statements) {
    this.statements = statements;
    statements.forEach(statement -> read(Documents.fields(statement)));
  }

  static PastRuns of(StateReader state, BusinessDay day, Currency currency) {
    return new PastRuns(Documents.under(state, STATEMENT, currency.code(), day.date()));
  }

  /**
   * The statements of all runs of these days, both included.
   *
   * @param fromDay {@code YYYY-MM-DD}; need not exist, so that a month ends with 31
   */
  static List<Json> between(StateReader state, String fromDay, String toDay, Currency currency) {
    for (String day : List.of(fromDay, toDay)) {
      if (!day.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
        throw new ContractException(
            ContractCode.MALFORMED, "A day is YYYY-MM-DD, found '" + day + "'");
      }
    }
    String from = Key.under(STATEMENT, currency.code(), fromDay);
    String to = Key.end(STATEMENT, currency.code(), toDay);
    return state.range(from, to).stream().map(row -> JsonReader.read(row.value())).toList();
  }

  static String key(BusinessDay day, Currency currency, long run) {
    return Key.of(STATEMENT, currency.code(), day.date(), Key.index(run));
  }

  Optional<Json> last() {
    return statements.isEmpty() ? Optional.empty() : Optional.of(statements.getLast());
  }

  long count() {
    return statements.size();
  }

  /** Whether a part is on the statements, counting reversals against it. */
  boolean holds(String partId) {
    return partCounts.getOrDefault(partId, 0) > 0;
  }

  /** The lines of parts that stand, by part. */
  SortedMap<String, Fields> standing() {
    TreeMap<String, Fields> standing = new TreeMap<>();
    partLines.forEach((id, line) -> {
      if (holds(id)) {
        standing.put(id, line);
      }
    });
    return standing;
  }

  SortedMap<PartKey, List<Long>> posted() {
    return Collections.unmodifiableSortedMap(posted);
  }

  List<String> devices() {
    return List.copyOf(devices);
  }

  long heldMinor() {
    return heldMinor;
  }

  long sales() {
    return sales;
  }

  long reviews() {
    return reviews;
  }

  private void read(Fields statement) {
    devices.addAll(statement.texts("devices"));
    heldMinor = Math.addExact(heldMinor, statement.integer("held"));
    sales += statement.integer("sales");
    reviews += statement.integer("reviews");
    statement.objects("lines").forEach(this::readLine);
    for (Fields posting : statement.objects("postings")) {
      posted.merge(PartKey.of(posting), StatementLines.amounts(posting, "amount"), Amounts::plus);
    }
  }

  private void readLine(Fields line) {
    if (line.textOrNone("saleId").isPresent()) {
      String id = StatementLines.partId(line);
      partCounts.merge(id, line.flag("reversal") ? -1 : 1, Integer::sum);
      partLines.put(id, line);
    }
  }
}

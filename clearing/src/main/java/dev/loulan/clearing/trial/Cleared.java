package dev.loulan.clearing.trial;

import java.util.List;

/**
 * What became of a file of sales. {@code readMinor} is the sum of all gross amounts and {@code
 * heldMinor}; all amounts in minor units.
 *
 * @param cases by line of the file
 */
public record Cleared(
    String currency,
    long readLines,
    long readMinor,
    List<Day> days,
    List<LineCase> cases,
    long heldLines,
    long heldMinor,
    List<JournalFile> journals) {

  /** Keeps its own copies. */
  public Cleared {
    days = List.copyOf(days);
    cases = List.copyOf(cases);
    journals = List.copyOf(journals);
  }

  /** What one machine sold and who gets what of it. */
  public record Day(String day, String device, String site, long grossMinor, List<Share> shares) {

    public Day {
      shares = List.copyOf(shares);
    }
  }

  /** One party's amount. */
  public record Share(String party, String partyId, long amountMinor) {}

  /**
   * A line that is not simply a sale billed on its day.
   *
   * @param state {@code settled} or {@code held}
   */
  public record LineCase(
      String kind, long line, long amountMinor, String state, String day, String device) {}

  /** A machine's journal with its last root. */
  public record JournalFile(String device, String file, long entries, String root) {}

  public long grossMinor() {
    return days.stream().mapToLong(Day::grossMinor).reduce(0L, Math::addExact);
  }
}

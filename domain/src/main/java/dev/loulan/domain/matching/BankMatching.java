package dev.loulan.domain.matching;

import dev.loulan.domain.BusinessDay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The third leg: what the bank credited against what the bills say that it must have. A credit of
 * the due amount within {@link #DAYS} days after the bill pays it; one that names the merchant and
 * is of another amount is reported as differing. Each credit pays one bill.
 */
public final class BankMatching {
  /** How long a provider may take to pay out a bill. */
  public static final int DAYS = 10;

  private BankMatching() {}

  /**
   * What one bill must bring.
   *
   * @param billId tells bills of one day and merchant apart
   * @param netMinor its payments less the provider's fees
   */
  public record Due(
      String billId, String provider, String merchant, BusinessDay billDay, long netMinor) {}

  /** A credit on the operator's account. */
  public record Credit(String creditId, BusinessDay bookedOn, long amountMinor, String text) {}

  /** What became of a bill at the bank. */
  public enum State {
    PAID("paid"),
    AMOUNT_DIFFERS("amountDiffers"),
    MISSING_AT_BANK("missingAtBank");

    private final String word;

    State(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** A bill with the credit that pays it, or should. */
  public record Finding(Due due, State state, Optional<Credit> credit) {}

  /** A finding for each bill, and the credits that no bill explains. */
  public record Result(List<Finding> findings, List<Credit> unexplained) {}

  /** Compares; the order of the input does not matter. */
  public static Result of(List<Due> dues, List<Credit> credits) {
    List<Due> open = new ArrayList<>(dues);
    open.sort(
        Comparator.comparing(Due::billDay)
            .thenComparing(Due::provider)
            .thenComparing(Due::merchant)
            .thenComparingLong(Due::netMinor)
            .thenComparing(Due::billId));
    List<Credit> left = new ArrayList<>(credits);
    left.sort(Comparator.comparing(Credit::bookedOn).thenComparing(Credit::creditId));
    List<Finding> findings = new ArrayList<>();
    List<Due> unpaid = new ArrayList<>();
    for (Due due : open) {
      Optional<Credit> paid =
          left.stream()
              .filter(credit -> isTimely(due, credit))
              .filter(c -> pays(due, c))
              .findFirst();
      paid.ifPresent(left::remove);
      if (paid.isPresent()) {
        findings.add(new Finding(due, State.PAID, paid));
      } else {
        unpaid.add(due);
      }
    }
    for (Due due : unpaid) {
      Optional<Credit> other =
          left.stream()
              .filter(credit -> isTimely(due, credit))
              .filter(credit -> credit.text().contains(due.merchant()))
              .findFirst();
      other.ifPresent(left::remove);
      findings.add(
          new Finding(
              due, other.isPresent() ? State.AMOUNT_DIFFERS : State.MISSING_AT_BANK, other));
    }
    findings.sort(
        Comparator.comparing((Finding finding) -> finding.due().billDay())
            .thenComparing(finding -> finding.due().provider())
            .thenComparing(finding -> finding.due().merchant())
            .thenComparing(finding -> finding.due().billId()));
    return new Result(List.copyOf(findings), List.copyOf(left));
  }

  private static boolean pays(Due due, Credit credit) {
    return credit.amountMinor() == due.netMinor();
  }

  private static boolean isTimely(Due due, Credit credit) {
    return credit.bookedOn().compareTo(due.billDay()) >= 0
        && credit.bookedOn().compareTo(due.billDay().plusDays(DAYS)) <= 0;
  }
}

package dev.loulan.clearing.payout;

import java.util.Optional;

/**
 * Where an order stands. It only goes forward, so that nothing is paid twice: an order whose
 * outcome is not known is asked about and never sent as another.
 *
 * @param drafter who drew it up
 * @param releaser the second person; never the drafter
 * @param reason of the bank, when it refused
 */
public record Payout(
    Order order, State state, String drafter, Optional<String> releaser, Optional<String> reason) {

  /** The states in their order. */
  public enum State {
    DRAFTED,
    RELEASED,
    SENT,
    ACCEPTED,
    BOOKED,
    REJECTED
  }

  public static Payout draft(Order order, String drafter) {
    return new Payout(order, State.DRAFTED, drafter, Optional.empty(), Optional.empty());
  }

  /**
   * A second person lets it go.
   *
   * @throws IllegalStateException when it is the same person or the order is past that
   */
  public Payout release(String person) {
    require(State.DRAFTED, "released");
    if (person.equals(drafter)) {
      throw new IllegalStateException(
          "Order " + order.messageId() + " was drafted by " + person + "; another person releases");
    }
    return new Payout(order, State.RELEASED, drafter, Optional.of(person), reason);
  }

  /** The file was handed to the bank; the same file may be handed again, another may not. */
  public Payout sent() {
    if (state == State.SENT) {
      return this;
    }
    require(State.RELEASED, "sent");
    return with(State.SENT, reason);
  }

  /** The bank's status report (pain.002): codes of ISO 20022's ExternalPaymentGroupStatus. */
  public Payout answered(String code, Optional<String> why) {
    return switch (code) {
      case "RCVD", "PDNG", "ACTC", "ACCP", "ACSP", "ACWC", "ACSC" -> accepted();
      case "RJCT" -> rejected(why);
      default -> throw new IllegalArgumentException("No payment status '" + code + "'");
    };
  }

  /** The bank's account report (camt.053) shows it. */
  public Payout booked() {
    if (state == State.BOOKED) {
      return this;
    }
    if (state != State.SENT && state != State.ACCEPTED) {
      throw wrong("booked");
    }
    return with(State.BOOKED, reason);
  }

  private Payout accepted() {
    if (state == State.ACCEPTED || state == State.BOOKED) {
      return this;
    }
    require(State.SENT, "accepted");
    return with(State.ACCEPTED, reason);
  }

  private Payout rejected(Optional<String> why) {
    if (state == State.REJECTED) {
      return this;
    }
    if (state != State.SENT && state != State.ACCEPTED) {
      throw wrong("rejected");
    }
    return with(State.REJECTED, why);
  }

  private Payout with(State next, Optional<String> why) {
    return new Payout(order, next, drafter, releaser, why);
  }

  private void require(State needed, String what) {
    if (state != needed) {
      throw wrong(what);
    }
  }

  private IllegalStateException wrong(String what) {
    return new IllegalStateException(
        "Order " + order.messageId() + " is " + state + " and cannot be " + what);
  }
}

package dev.loulan.contract.terms;

import dev.loulan.contract.sales.EntryId;
import dev.loulan.contract.state.Documents;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/**
 * A sale that a host or supplier contests. It holds the sale until its contester withdraws, or the
 * operator's answer stood for the agreed time. Silence of the operator never ends it.
 *
 * @param evidence SHA-256 (hex) of what the contester shows
 * @param answerBy last day on which the operator's answer is in time
 */
record Dispute(
    EntryId target,
    BusinessDay saleDay,
    String contester,
    BusinessDay contestedOn,
    BusinessDay answerBy,
    String reason,
    List<String> evidence,
    String signature,
    Optional<Answer> answer,
    Optional<Withdrawal> withdrawal) {

  /** Where a dispute stands; {@link #name()} in lower case is the form used in documents. */
  enum State {
    OPEN("open"),
    OVERDUE("overdue"),
    ANSWERED("answered"),
    SETTLED("settled"),
    WITHDRAWN("withdrawn");

    private final String word;

    State(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    boolean holds() {
      return switch (this) {
        case OPEN, OVERDUE, ANSWERED -> true;
        case SETTLED, WITHDRAWN -> false;
      };
    }
  }

  /** The operator's answer, which ends the hold on {@code standsOn} unless withdrawn before. */
  record Answer(
      BusinessDay on,
      BusinessDay standsOn,
      String reason,
      List<String> evidence,
      String signature) {

    static Answer stored(Fields fields) {
      return new Answer(
          new BusinessDay(fields.text("on")),
          new BusinessDay(fields.text("standsOn")),
          fields.text("reason"),
          fields.texts("evidence"),
          fields.text("signature"));
    }

    Json json() {
      return new JsonObjectBuilder()
          .text("on", on.date())
          .text("standsOn", standsOn.date())
          .text("reason", reason)
          .texts("evidence", evidence)
          .text("signature", signature)
          .build();
    }
  }

  /** The contester's own word that nothing is left to answer. */
  record Withdrawal(BusinessDay on, String signature) {

    static Withdrawal stored(Fields fields) {
      return new Withdrawal(new BusinessDay(fields.text("on")), fields.text("signature"));
    }

    Json json() {
      return new JsonObjectBuilder().text("on", on.date()).text("signature", signature).build();
    }
  }

  /**
   * Where it stands.
   *
   * @param today the last day that the sale's device closed; the ledger has no other clock
   */
  State state(BusinessDay today) {
    if (withdrawal.isPresent()) {
      return State.WITHDRAWN;
    }
    if (answer.isPresent()) {
      return today.compareTo(answer.get().standsOn()) >= 0 ? State.SETTLED : State.ANSWERED;
    }
    return today.compareTo(answerBy) > 0 ? State.OVERDUE : State.OPEN;
  }

  Dispute answered(Answer given) {
    return new Dispute(
        target,
        saleDay,
        contester,
        contestedOn,
        answerBy,
        reason,
        evidence,
        signature,
        Optional.of(given),
        withdrawal);
  }

  Dispute withdrawn(Withdrawal given) {
    return new Dispute(
        target,
        saleDay,
        contester,
        contestedOn,
        answerBy,
        reason,
        evidence,
        signature,
        answer,
        Optional.of(given));
  }

  static Dispute stored(Json json) {
    Fields fields = Documents.fields(json);
    return new Dispute(
        EntryId.parse(fields.text("target")),
        new BusinessDay(fields.text("saleDay")),
        fields.text("contester"),
        new BusinessDay(fields.text("contestedOn")),
        new BusinessDay(fields.text("answerBy")),
        fields.text("reason"),
        fields.texts("evidence"),
        fields.text("signature"),
        fields.objectOrNone("answer").map(Answer::stored),
        fields.objectOrNone("withdrawal").map(Withdrawal::stored));
  }

  JsonObjectBuilder json() {
    return new JsonObjectBuilder()
        .text("target", target.toString())
        .text("saleDay", saleDay.date())
        .text("contester", contester)
        .text("contestedOn", contestedOn.date())
        .text("answerBy", answerBy.date())
        .text("reason", reason)
        .texts("evidence", evidence)
        .text("signature", signature)
        .json("answer", answer.map(Answer::json).orElse(new Json.Null()))
        .json("withdrawal", withdrawal.map(Withdrawal::json).orElse(new Json.Null()));
  }
}

package dev.loulan.sync.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.PartyRole;
import dev.loulan.contract.Reply;
import dev.loulan.contract.fixture.Consortium;
import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.contract.fixture.TestParty;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.sync.intake.IntakeFixture;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.LedgerUnavailableException;
import dev.loulan.sync.ledger.Prepared;
import dev.loulan.sync.ledger.SubmitOutcome;
import dev.loulan.sync.ledger.embedded.EmbeddedGateway;
import dev.loulan.sync.ledger.embedded.EmbeddedLedger;
import dev.loulan.sync.submission.SubmissionWorker;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which days the server settles by itself, and when it settles them again. */
@SuppressWarnings("NullAway.Init")
class DueDaysTest {
  private static final Caller SERVER = new Caller("server", PartyRole.PLATFORM);
  private static final String GTIN = "96385074";
  private static final BusinessDay TODAY = new BusinessDay("2026-12-01");

  @TempDir Path folder;
  private final TestDevice device = new TestDevice("shelf-1");
  private IntakeFixture fixture;
  private EmbeddedLedger ledger;
  private Consortium consortium;
  private CountingGateway gateway;
  private DueDays days;
  private boolean mine = true;

  @BeforeEach
  void open() {
    fixture = new IntakeFixture(folder.resolve("intake.db"), true);
    ledger = EmbeddedLedger.open(folder.resolve("ledger.db"));
    gateway = new CountingGateway(new EmbeddedGateway(ledger));
    consortium = new Consortium(ledger::invoke);
    days = begin();
    consortium.found(device);
  }

  @AfterEach
  void close() {
    ledger.close();
    fixture.close();
  }

  /** As after a start of the server. */
  private DueDays begin() {
    return new DueDays(
        gateway,
        ledger.follower(),
        new Clearing(gateway, new SubmissionWorker(fixture.store, gateway, SERVER)),
        SERVER,
        () -> Optional.of(new BusinessDay("2026-11-20")),
        () -> mine);
  }

  /** What one round settles. */
  private List<String> round() {
    HeardDays heard = new HeardDays();
    assertThat(days.round(TODAY, heard)).isFalse();
    return heard.all();
  }

  private void close(String day) {
    device.closeDay(day, day);
    consortium.submitNext(device);
  }

  private String soldOn(String day) {
    String sale = device.sell(null, GTIN, 1, 300, "acme");
    close(day);
    return sale;
  }

  @Test
  void a_day_is_settled_once_it_is_over_and_not_again_without_news() {
    soldOn("2026-11-23");
    soldOn("2026-12-01");
    assertThat(round()).containsExactly("2026-11-23 USD");
    assertThat(round()).isEmpty();
    HeardDays heard = new HeardDays();
    assertThat(days.round(TODAY.plusDays(1), heard)).isFalse();
    assertThat(heard.all()).containsExactly("2026-12-01 USD");
  }

  @Test
  void a_disputed_day_is_settled_again_at_each_step_and_when_its_time_is_over() {
    String sale = soldOn("2026-11-23");
    assertThat(round()).containsExactly("2026-11-23 USD");
    consortium.dispute(consortium.host, step("contest", sale, consortium.host));
    assertThat(round()).containsExactly("2026-11-23 USD");
    assertThat(owedToHost()).isZero();
    consortium.dispute(consortium.operator, step("answer", sale, consortium.operator));
    assertThat(round()).containsExactly("2026-11-23 USD");
    assertThat(owedToHost()).isZero();
    close("2026-11-30");
    assertThat(round()).contains("2026-11-23 USD");
    assertThat(owedToHost()).isEqualTo(53);
    assertThat(round()).isEmpty();
  }

  @Test
  void a_withdrawn_contest_gives_back_what_it_held() {
    String sale = soldOn("2026-11-23");
    consortium.dispute(consortium.host, step("contest", sale, consortium.host));
    assertThat(round()).containsExactly("2026-11-23 USD");
    assertThat(owedToHost()).isZero();
    consortium.dispute(consortium.host, step("withdraw", sale, consortium.host));
    assertThat(round()).containsExactly("2026-11-23 USD");
    assertThat(owedToHost()).isEqualTo(53);
  }

  @Test
  void bills_late_devices_and_the_banks_word_settle_a_day_again() {
    TestDevice other = new TestDevice("shelf-2");
    consortium.register(other);
    device.sell("r1", GTIN, 1, 300, "acme");
    close("2026-11-23");
    assertThat(round()).containsExactly("2026-11-23 USD");
    consortium.bill("r1=300");
    assertThat(round()).containsExactly("2026-11-23 USD");
    other.sell(null, GTIN, 1, 300, "acme");
    other.closeDay("2026-11-23", "2026-11-23");
    consortium.submitNext(other);
    assertThat(round()).containsExactly("2026-11-23 USD");
    ledger.invoke(
        consortium.operator.caller(),
        ContractCalls.submitBankStatement(
            new JsonObjectBuilder()
                .text("statementId", "s-1")
                .text("currency", "USD")
                .text("until", "2027-01-31")
                .array("credits", List.of())
                .build()));
    assertThat(round()).containsExactly("2026-11-23 USD");
    assertThat(round()).isEmpty();
  }

  @Test
  void a_released_sale_is_settled_on_its_own_day() {
    String sale = device.sell("r1", GTIN, 1, 300, "acme");
    close("2026-11-23");
    assertThat(round()).containsExactly("2026-11-23 USD");
    consortium.adjust(consortium.operator, adjustment("release", sale, "2026-11-27"));
    assertThat(round()).containsExactly("2026-11-23 USD");
    assertThat(owedToHost()).isEqualTo(53);
  }

  @Test
  void a_day_that_no_device_closed_is_settled_for_what_is_posted_on_it() {
    String sale = soldOn("2026-11-23");
    assertThat(round()).hasSize(1);
    consortium.adjust(consortium.operator, adjustment("refund", sale, "2026-11-25"));
    assertThat(round()).containsExactly("2026-11-25 USD");
    assertThat(owedToHost()).isZero();
  }

  @Test
  void terms_that_hold_from_an_earlier_day_on_settle_the_days_since_then_again() {
    soldOn("2026-11-23");
    soldOn("2026-11-24");
    assertThat(round()).containsExactly("2026-11-24 USD", "2026-11-23 USD");
    consortium.agree(
        Consortium.terms(2)
            .replace("\"effectiveFrom\":\"2026-01-01\"", "\"effectiveFrom\":\"2026-11-24\""));
    assertThat(round()).containsExactly("2026-11-24 USD");
    assertThat(round()).isEmpty();
  }

  @Test
  void what_was_written_while_no_server_ran_is_found_at_the_start() {
    String sale = soldOn("2026-11-23");
    assertThat(round()).hasSize(1);
    consortium.dispute(consortium.host, step("contest", sale, consortium.host));
    consortium.adjust(consortium.operator, adjustment("refund", sale, "2026-11-25"));
    days = begin();
    assertThat(round()).containsExactly("2026-11-25 USD", "2026-11-23 USD");
    consortium.dispute(consortium.operator, step("answer", sale, consortium.operator));
    assertThat(round()).containsExactly("2026-11-23 USD");
    days = begin();
    close("2026-11-30");
    assertThat(round()).contains("2026-11-23 USD");
  }

  @Test
  void looking_at_days_without_news_writes_nothing_to_the_ledger() {
    soldOn("2026-11-23");
    round();
    days = begin();
    gateway.sent = 0;
    assertThat(round()).isEmpty();
    assertThat(gateway.sent).isZero();
  }

  @Test
  void a_ledger_that_does_not_answer_costs_no_day() {
    soldOn("2026-11-23");
    gateway.down = true;
    assertThatThrownBy(() -> days.round(TODAY, new HeardDays()))
        .isInstanceOf(LedgerUnavailableException.class);
    gateway.down = false;
    assertThat(round()).containsExactly("2026-11-23 USD");
    consortium.agree(Consortium.terms(2));
    gateway.down = true;
    assertThatThrownBy(() -> days.round(TODAY, new HeardDays()))
        .isInstanceOf(LedgerUnavailableException.class);
    gateway.down = false;
    assertThat(round()).containsExactly("2026-11-23 USD");
  }

  @Test
  void another_replica_settles_while_this_one_only_listens() {
    soldOn("2026-11-23");
    mine = false;
    assertThat(round()).isEmpty();
    mine = true;
    assertThat(round()).containsExactly("2026-11-23 USD");
  }

  private static Json.Obj step(String kind, String sale, TestParty by) {
    JsonObjectBuilder step =
        new JsonObjectBuilder()
            .text("kind", kind)
            .text("target", sale)
            .text("saleDay", "2026-11-23")
            .text("partyId", by.partyId());
    if (kind.equals("answer")) {
      step.text("contester", "lobby-co");
    }
    return kind.equals("withdraw")
        ? step.build()
        : step.text("reason", "The door did not open").texts("evidence", List.of()).build();
  }

  private static Json.Obj adjustment(String kind, String sale, String day) {
    return new JsonObjectBuilder()
        .text("adjustmentId", kind + "-1")
        .text("kind", kind)
        .text("target", sale)
        .text("day", day)
        .text("partyId", "op")
        .build();
  }

  private long owedToHost() {
    return Consortium.fields(ledger.ask(SERVER, ContractCalls.balances(Consortium.USD)))
        .objects("balances")
        .stream()
        .filter(balance -> balance.text("party").equals("host"))
        .mapToLong(balance -> balance.integer("due"))
        .sum();
  }

  /** Counts what would be a transaction on a chain, and is sometimes away. */
  private static final class CountingGateway implements LedgerGateway {
    private final LedgerGateway inner;
    private int sent;
    private boolean down;

    CountingGateway(LedgerGateway inner) {
      this.inner = inner;
    }

    @Override
    public Prepared prepare(Caller caller, ContractCall call) {
      return inner.prepare(caller, call);
    }

    @Override
    public SubmitOutcome send(Prepared prepared) {
      sent++;
      return inner.send(prepared);
    }

    @Override
    public SubmitOutcome recover(Prepared prepared) {
      return inner.recover(prepared);
    }

    @Override
    public Reply query(Caller caller, ContractCall call) {
      if (down) {
        throw new LedgerUnavailableException(call.function() + " is not answered");
      }
      return inner.query(caller, call);
    }
  }
}

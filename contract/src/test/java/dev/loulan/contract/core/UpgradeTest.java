package dev.loulan.contract.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.Reply;
import dev.loulan.contract.fixture.Consortium;
import dev.loulan.contract.fixture.MemoryLedger;
import dev.loulan.contract.fixture.Script;
import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.domain.json.Fields;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The state in {@code state-1.txt} and the answers in {@code answers-1.txt} were written by the
 * contract of format 1 when it ran {@link Script}; both stay as they are. Questions that came later
 * have no answer of then.
 */
class UpgradeTest {
  private final MemoryLedger ledger = new MemoryLedger();
  private final Consortium consortium = new Consortium(ledger);

  @Test
  void what_the_previous_contract_stored_is_answered_as_before_until_and_after_the_upgrade()
      throws IOException {
    ledger.load(text("state-1.txt").lines().toList());
    List<String> before = text("answers-1.txt").lines().toList();
    assertThat(Script.answers(ledger).lines()).containsAll(before);
    upgrade(1);
    assertThat(Script.answers(ledger).lines()).containsAll(before);
    upgrade(2);
  }

  @Test
  void devices_sell_and_days_are_settled_on_the_state_of_the_previous_contract()
      throws IOException {
    ledger.load(text("state-1.txt").lines().toList());
    TestDevice late = new TestDevice("ISTANBUL-i");
    late.sell("Y", "ı", 3, 333, "acme");
    late.closeDay("2026-11-23", "2026-11-23");
    int known = late.size();
    upgrade(1);
    late.sell(null, "96385074", 2, 300, "acme");
    Reply accepted = ledger.invoke(consortium.operator.caller(), late.batch(known, late.size()));
    assertThat(accepted.status()).isEqualTo(Reply.Status.DONE);
    Fields position =
        Consortium.fields(
            ledger.invoke(
                consortium.operator.caller(), ContractCalls.devicePosition("ISTANBUL-i")));
    assertThat(position.integer("sales")).isEqualTo(2);
    assertThat(position.integer("gross")).isEqualTo(3 * 333 + 600);
    // Settling the old day again, on what the old contract stored, gives the old statement.
    Reply settled =
        ledger.invoke(
            consortium.host.caller(), ContractCalls.settleDay(Consortium.DAY, Consortium.USD));
    assertThat(text("answers-1.txt"))
        .contains(new String(settled.payload(), StandardCharsets.UTF_8));
  }

  @Test
  void a_state_of_a_newer_contract_is_refused_whole() {
    ledger.load(List.of("SALES||stateVersion={\"version\":3}"));
    for (ContractCall call : List.of(ContractCalls.devices(), ContractCalls.upgradeSales())) {
      assertThatThrownBy(() -> ledger.invoke(consortium.operator.caller(), call))
          .isInstanceOfSatisfying(
              ContractException.class,
              e -> assertThat(e.code()).isEqualTo(ContractCode.STATE_NEWER));
    }
  }

  @Test
  void only_the_operator_upgrades() {
    assertThatThrownBy(() -> ledger.invoke(consortium.host.caller(), ContractCalls.upgradeTerms()))
        .isInstanceOfSatisfying(
            ContractException.class,
            e -> assertThat(e.code()).isEqualTo(ContractCode.NOT_AUTHORISED));
  }

  private void upgrade(long from) {
    for (var call : List.of(ContractCalls.upgradeSales(), ContractCalls.upgradeTerms())) {
      Fields done = Consortium.fields(ledger.invoke(consortium.operator.caller(), call));
      assertThat(done.integer("from")).isEqualTo(from);
      assertThat(done.integer("to")).isEqualTo(2);
    }
  }

  private static String text(String name) throws IOException {
    try (InputStream in = UpgradeTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

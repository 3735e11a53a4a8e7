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
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The state in {@code state-1.txt} and the answers in {@code answers-1.txt} were written by the
 * contract of format 1 when it ran {@link Script}; both stay as they are.
 */
class UpgradeTest {
  private final MemoryLedger ledger = new MemoryLedger();
  private final Consortium consortium = new Consortium(ledger);

  @Test
  void what_the_previous_contract_stored_is_answered_as_before_until_and_after_the_upgrade()
      throws IOException {
    ledger.load(text("state-1.txt").lines().toList());
    assertAnsweredAsBefore();
    upgrade(1);
    assertAnsweredAsBefore();
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

  /** Members that came later may be more than then; nothing of then is missing or different. */
  private void assertAnsweredAsBefore() throws IOException {
    Map<String, String> answers = new TreeMap<>();
    for (String answer : Script.answers(ledger).lines().toList()) {
      answers.put(answer.substring(0, answer.indexOf(' ')), answer);
    }
    for (String before : text("answers-1.txt").lines().toList()) {
      int end = before.indexOf(' ');
      String now = answers.getOrDefault(before.substring(0, end), "");
      if ("[{".indexOf(before.charAt(end + 1)) < 0) {
        assertThat(now).isEqualTo(before);
      } else {
        assertHolds(
            before.substring(0, end),
            JsonReader.read(now.substring(end + 1)),
            JsonReader.read(before.substring(end + 1)));
      }
    }
  }

  private static void assertHolds(String where, Json now, Json before) {
    if (before instanceof Json.Obj was && now instanceof Json.Obj is) {
      assertThat(is.members().keySet()).as(where).containsAll(was.members().keySet());
      was.members()
          .forEach((name, value) -> {
            assertHolds(where + "." + name, is.members().getOrDefault(name, value), value);
          });
    } else if (before instanceof Json.Arr was && now instanceof Json.Arr is) {
      assertThat(is.items()).as(where).hasSameSizeAs(was.items());
      for (int i = 0; i < was.items().size(); i++) {
        assertHolds(where + "[" + i + "]", is.items().get(i), was.items().get(i));
      }
    } else {
      assertThat(now).as(where).isEqualTo(before);
    }
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

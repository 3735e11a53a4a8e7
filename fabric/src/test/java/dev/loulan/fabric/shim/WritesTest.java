package dev.loulan.fabric.shim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.fixture.Consortium;
import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.domain.BusinessDay;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What the chaincodes read and write, as far as it decides who waits for whom and who sees what.
 */
class WritesTest {
  private static final String PUBLIC = "SALES||";
  private static final String PRIVATE = "SALES|trade|";
  private static final BusinessDay NEXT = new BusinessDay("2026-11-24");

  private final ShimLedger ledger = new ShimLedger();
  private final Consortium consortium = new Consortium(ledger);
  private final Caller operator = consortium.operator.caller();

  @Test
  void batches_of_different_devices_can_stand_in_one_block_in_any_order() {
    List<TestDevice> devices =
        IntStream.range(1, 6).mapToObj(number -> new TestDevice("shelf-" + number)).toList();
    consortium.found(devices.toArray(TestDevice[]::new));
    for (int round = 0; round < 3; round++) {
      List<ContractCall> batches = new ArrayList<>();
      for (TestDevice device : devices) {
        device.sell(null, "96385074", 1, 300, "acme");
        device.closeDay("2026-11-2" + (3 + round), "2026-11-2" + (3 + round));
        batches.add(device.nextBatch());
      }
      List<StubCall> calls =
          batches.stream().map(batch -> ledger.simulate(operator, batch)).toList();
      for (StubCall one : calls) {
        assertThat(calls).filteredOn(other -> other != one).noneMatch(one::dependsOn);
        assertThat(one.dependsOn(one)).as("a device's own batches follow one another").isTrue();
      }
      batches.forEach(batch -> ledger.invoke(operator, batch));
    }
  }

  @Test
  void a_settlement_adds_a_key_for_each_party_and_changes_none_that_is_there() {
    TestDevice device = new TestDevice("shelf-1");
    consortium.found(device);
    sellAndClose(device, Consortium.DAY);
    consortium.settle();
    sellAndClose(device, NEXT);
    Set<String> before = new HashSet<>(ledger.state().keySet());
    StubCall settlement = ledger.simulate(operator, ContractCalls.settleDay(NEXT, Consortium.USD));
    assertThat(settlement.writes()).isNotEmpty();
    assertThat(settlement.writes().keySet()).doesNotContainAnyElementsOf(before);
    assertThat(settlement.deleted()).isEmpty();
    for (String party : List.of("op", "lobby-co", "acme")) {
      assertThat(settlement.writes().keySet()).anyMatch(key -> key.contains(party));
    }
  }

  @Test
  void what_was_sold_travels_and_stays_in_private_and_what_is_public_holds_sums() {
    TestDevice device = new TestDevice("shelf-1");
    consortium.found(device);
    device.sell("reference-of-a-shopper", "96385074", 1, 300, "acme");
    ContractCall batch = device.nextBatch();
    String sold = "96385074";
    assertThat(batch.args()).noneMatch(argument -> holds(argument, sold));
    assertThat(batch.transientData().values()).anyMatch(value -> holds(value, sold));
    StubCall call = ledger.simulate(operator, batch);
    List<String> told = new ArrayList<>();
    call.writes()
        .forEach((key, value) -> {
          if (holds(value, sold) || holds(value, "reference-of-a-shopper")) {
            told.add(key);
          }
        });
    assertThat(told).hasSize(1).allMatch(key -> key.startsWith(PRIVATE + "batch/shelf-1/"));
    assertThat(call.answer()).matches(answer -> !holds(answer, sold));
    assertThat(call.event().orElseThrow()).matches(event -> !holds(event, sold));
    String summary =
        new String(
            call.writes().get(told.getFirst().replace(PRIVATE, PUBLIC)), StandardCharsets.UTF_8);
    assertThat(summary).contains("\"sales\":1", "\"gross\":300", "\"root\":", "\"checkpoint\":");
  }

  private void sellAndClose(TestDevice device, BusinessDay day) {
    device.sell(null, "96385074", 1, 300, "acme");
    device.closeDay(day.date(), day.date());
    consortium.submitNext(device);
  }

  private static boolean holds(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
  }
}

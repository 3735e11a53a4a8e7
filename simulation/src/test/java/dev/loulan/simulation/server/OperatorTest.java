package dev.loulan.simulation.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.fixture.Consortium;
import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.simulation.edge.Edges;
import dev.loulan.simulation.shelf.Goods;
import dev.loulan.simulation.world.Faults;
import dev.loulan.simulation.world.World;
import dev.loulan.sync.ledger.SubmitOutcome;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When the operator's people settle a day again. */
class OperatorTest {
  private static final LocalDate DAY = LocalDate.parse("2026-05-15");

  private final World world =
      new World(1, DAY.toEpochDay() * 86_400_000_000L, new Faults(1, Set.of()), _ -> {});
  private final Server server = new Server(world, Edges.NONE);
  private final Operator operator = new Operator(world, server);
  private final Goods goods = new Goods("1");
  private final TestDevice device = new TestDevice("shelf1-1");

  /** A shelf whose clock was wrong for weeks closes one day for all of them. */
  @Test
  void a_backdated_version_reaches_a_settled_day_that_no_device_closed() {
    operator.found();
    submit(ContractCalls.configure(Consortium.simulatedClock()));
    operator.agree(agreement(1, 3_000, DAY.minusDays(1)), goods);
    submit(ContractCalls.registerDevice(device.registration("shelf1", Operator.OPERATOR, "USD")));
    String review = device.review();
    submit(device.nextBatch());
    answer(review);
    operator.settle(DAY.plusDays(1));
    assertThat(world.violations()).isEmpty();
    assertThat(share("operator")).isEqualTo(300);
    operator.agree(agreement(2, 5_000, DAY), goods);
    operator.settle(DAY.plusDays(2));
    Fields second = operator.statement(DAY.toString());
    assertThat(second.integer("run")).isEqualTo(2);
    assertThat(second.texts("devices")).isEmpty();
    assertThat(share("operator")).isEqualTo(200);
    assertThat(share("supplier")).isEqualTo(-200);
  }

  private static Agreement agreement(long version, int operatorShare, LocalDate from) {
    List<Integer> shares = List.of(operatorShare, 1_000, 9_000 - operatorShare);
    return new Agreement("acme", version, List.of("shelf1"), "gross", shares, 0, 0, from);
  }

  private void submit(ContractCall call) {
    assertThat(server.attempt(operator.party().caller(), call))
        .isInstanceOf(SubmitOutcome.Committed.class);
  }

  private void answer(String review) {
    var line =
        new JsonObjectBuilder()
            .text("gtin", goods.gtin(0).value())
            .integer("quantity", 1)
            .integer("unitPrice", 1_000)
            .text("supplierId", "acme")
            .build();
    operator.decide("answer-1", "review", review, DAY, List.of(line));
  }

  private long share(String role) {
    return operator.statement(DAY.toString()).objects("shares").stream()
        .filter(share -> share.text("party").equals(role))
        .mapToLong(share -> share.integer("amount"))
        .sum();
  }
}

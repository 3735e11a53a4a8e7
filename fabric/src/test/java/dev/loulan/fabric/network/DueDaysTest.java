package dev.loulan.fabric.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.contract.Caller;
import dev.loulan.contract.PartyRole;
import dev.loulan.contract.fixture.Consortium;
import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.fabric.ChainLedger;
import dev.loulan.fabric.SharedNetwork;
import dev.loulan.sync.clearing.Clearing;
import dev.loulan.sync.clearing.DueDays;
import dev.loulan.sync.clearing.HeardDays;
import dev.loulan.sync.intake.IntakeFixture;
import dev.loulan.sync.ledger.fabric.FabricGateway;
import dev.loulan.sync.ledger.fabric.FabricSettings;
import dev.loulan.sync.ledger.fabric.PeerConnection;
import dev.loulan.sync.submission.SubmissionWorker;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.client.GatewayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server reads from blocks which days to settle again, whoever wrote. */
@SuppressWarnings("NullAway.Init")
class DueDaysTest {
  private static final Caller SERVER = new Caller("server", PartyRole.PLATFORM);
  private static final BusinessDay TODAY = new BusinessDay("2026-01-10");

  @TempDir Path folder;

  @Test
  void days_with_news_are_settled_and_a_look_at_the_others_makes_no_transaction()
      throws GatewayException {
    TestDevice device = new TestDevice("due-1");
    try (FabricGateway gateway = SharedNetwork.gateway("operator");
        FabricGateway people = SharedNetwork.gateway("operator");
        IntakeFixture intake = new IntakeFixture(folder.resolve("intake.db"), true)) {
      Consortium consortium = new Consortium(new ChainLedger(people));
      consortium.found();
      consortium.register(device);
      DueDays days = days(gateway, intake);
      assertThat(round(days)).isEmpty();
      String sale = device.sell(null, "96385074", 1, 300, "acme");
      device.closeDay("2026-01-05", "2026-01-05");
      consortium.submitNext(device);
      assertThat(round(days)).containsExactly("2026-01-05 USD");
      consortium.adjust(
          consortium.operator,
          new JsonObjectBuilder()
              .text("adjustmentId", "due-refund")
              .text("kind", "refund")
              .text("target", sale)
              .text("day", "2026-01-07")
              .text("partyId", "op")
              .build());
      assertThat(round(days)).containsExactly("2026-01-07 USD");
      long height = height();
      assertThat(round(days)).isEmpty();
      assertThat(round(days(gateway, intake))).as("after a start").isEmpty();
      assertThat(height()).isEqualTo(height);
    }
  }

  private static DueDays days(FabricGateway gateway, IntakeFixture intake) {
    return new DueDays(
        gateway,
        gateway.follower(),
        new Clearing(gateway, new SubmissionWorker(intake.store, gateway, SERVER)),
        SERVER,
        () -> Optional.of(new BusinessDay("2026-01-02")),
        () -> true);
  }

  private static List<String> round(DueDays days) {
    HeardDays heard = new HeardDays();
    days.round(TODAY, heard);
    return heard.all();
  }

  private static long height() throws GatewayException {
    FabricSettings settings = SharedNetwork.settings("operator");
    try (PeerConnection peer = PeerConnection.open(settings, settings.peers().getFirst())) {
      return peer.height();
    }
  }
}

package dev.loulan.sync.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.journal.entry.Restock;
import dev.loulan.journal.entry.RestockLine;
import dev.loulan.sync.hooks.Delivery.State;
import dev.loulan.sync.intake.IntakeFixture;
import dev.loulan.sync.intake.IntakeReader;
import dev.loulan.sync.store.SqliteFile;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class HooksTest {
  private static final HookTarget HERE = new HookTarget(Set.of("127.0.0.1"));
  private static final byte[] STATEMENT =
      "{\"currency\":\"USD\",\"day\":\"2026-11-23\",\"gross\":900,\"run\":1}"
          .getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private final TestDevice device = new TestDevice("shelf-1");
  private Instant now = Instant.parse("2026-11-27T08:00:00Z");
  private final InstantSource clock = () -> now;
  private Receiver receiver;
  private IntakeFixture fixture;
  private SqliteFile file;
  private HookStore store;
  private HookSender sender;

  @BeforeEach
  void open() throws IOException {
    receiver = new Receiver();
    fixture = new IntakeFixture(folder.resolve("intake.db"), true);
    fixture.register(device);
    start();
  }

  private void start() {
    file = SqliteFile.open(folder.resolve("hooks.db"), HookSchema.migrations());
    store = new HookStore(file, clock);
    sender = new HookSender(store, HERE, "1", clock);
  }

  @AfterEach
  void close() {
    stop();
    fixture.close();
    receiver.close();
  }

  private void stop() {
    sender.close();
    file.close();
  }

  @Test
  void a_subscriber_gets_sales_restocks_and_settlements_signed_with_its_own_secret() {
    Hook hook = store.subscribe(receiver.url(), EnumSet.allOf(HookKind.class));
    String sale = device.sell("r-1", "96385074", 3, 300, "acme");
    device.append(
        new Restock("s-9", "acme", List.of(new RestockLine("96385074", 12, 990_000)), List.of()));
    feed();
    store.publish(HookEvent.settlement("here", STATEMENT, now));
    store.publish(HookEvent.settlement("here", STATEMENT, now));
    sender.send();
    assertThat(receiver.got).hasSize(3);
    for (Receiver.Got got : receiver.got) {
      assertThat(got.signature())
          .isEqualTo(HookSignature.of(hook.secret(), got.id(), got.seconds(), got.body()));
      assertThat(got.seconds()).isEqualTo(now.getEpochSecond());
    }
    List<CloudEvent> events = receiver.got.stream().map(Receiver.Got::event).toList();
    assertThat(events)
        .extracting(CloudEvent::getType)
        .containsExactly(
            "dev.loulan.sale.confirmed.v1",
            "dev.loulan.restock.confirmed.v1",
            "dev.loulan.day.settled.v1");
    assertThat(events.getFirst().getId()).isEqualTo(sale);
    assertThat(events.getFirst().getSource()).hasToString("/servers/here/devices/shelf-1");
    assertThat(data(events.getFirst())).contains("\"gross\":900", "\"saleId\":\"" + sale + "\"");
    assertThat(data(events.get(1))).contains("\"quantity\":12", "\"supplierId\":\"acme\"");
    assertThat(events.get(2).getId()).isEqualTo("USD/2026-11-23/1");
    sender.send();
    assertThat(receiver.got).hasSize(3);
  }

  @Test
  void only_the_kinds_asked_for_come_and_only_what_happens_after_the_subscription() {
    device.sell("r-1", "96385074", 1, 300, "acme");
    feed();
    store.subscribe(receiver.url(), Set.of(HookKind.SALE));
    String later = device.sell("r-2", "96385074", 1, 300, "acme");
    feed();
    store.publish(HookEvent.settlement("here", STATEMENT, now));
    sender.send();
    assertThat(receiver.got).extracting(Receiver.Got::id).containsExactly(later);
  }

  @Test
  void a_failed_delivery_is_tried_again_later_also_after_a_restart_and_then_once() {
    Hook hook = store.subscribe(receiver.url(), Set.of(HookKind.SALE));
    device.sell("r-1", "96385074", 1, 300, "acme");
    feed();
    receiver.answer = 503;
    sender.send();
    sender.send();
    assertThat(receiver.got).as("it waits before it tries again").hasSize(1);
    Delivery waiting = store.deliveries(hook.id(), 10).getFirst();
    assertThat(waiting.state()).isEqualTo(State.WAITING);
    assertThat(waiting.status()).isEqualTo(503);
    stop();
    start();
    receiver.answer = 200;
    now = now.plus(HookSender.PAUSES.getFirst());
    feed();
    sender.send();
    sender.send();
    assertThat(receiver.got).extracting(Receiver.Got::id).hasSize(2).allMatch(got().id()::equals);
    assertThat(store.deliveries(hook.id(), 10).getFirst().state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void after_the_last_try_a_person_may_have_it_sent_again() {
    Hook hook = store.subscribe(receiver.url(), Set.of(HookKind.SALE));
    String sale = device.sell("r-1", "96385074", 1, 300, "acme");
    feed();
    receiver.answer = 302;
    for (int tries = 0; tries <= HookSender.PAUSES.size(); tries++) {
      sender.send();
      now = now.plus(Duration.ofDays(1));
    }
    assertThat(receiver.got).hasSize(HookSender.PAUSES.size() + 1);
    assertThat(store.deliveries(hook.id(), 10).getFirst().state()).isEqualTo(State.FAILED);
    receiver.answer = 200;
    assertThat(store.again(hook.id(), sale)).isTrue();
    sender.send();
    assertThat(store.deliveries(hook.id(), 10).getFirst().state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void a_subscriber_that_is_gone_gets_nothing_more_and_the_others_go_on() throws IOException {
    try (Receiver other = new Receiver()) {
      Hook hook = store.subscribe(receiver.url(), Set.of(HookKind.SALE));
      store.subscribe(other.url(), Set.of(HookKind.SALE));
      device.sell("r-1", "96385074", 1, 300, "acme");
      feed();
      receiver.answer = 410;
      sender.send();
      device.sell("r-2", "96385074", 1, 300, "acme");
      feed();
      now = now.plus(Duration.ofDays(1));
      sender.send();
      assertThat(receiver.got).hasSize(1);
      assertThat(other.got).hasSize(2);
      assertThat(store.hook(hook.id()).orElseThrow().gone()).isTrue();
      assertThat(store.remove(hook.id())).isTrue();
    }
  }

  @Test
  void of_two_servers_one_serves_a_subscriber_and_the_other_takes_over_when_it_falls_silent() {
    store.subscribe(receiver.url(), Set.of(HookKind.SALE));
    device.sell("r-1", "96385074", 1, 300, "acme");
    device.sell("r-2", "96385074", 1, 300, "acme");
    feed();
    try (HookSender second = new HookSender(store, HERE, "2", clock)) {
      receiver.before = second::send;
      sender.send();
      assertThat(receiver.got).as("while the first waited for an answer").hasSize(2);
      receiver.before = () -> {};
      device.sell("r-3", "96385074", 1, 300, "acme");
      feed();
      second.send();
      assertThat(receiver.got).as("the first may still be at work").hasSize(2);
      now = now.plus(HookSender.HELD);
      second.send();
      assertThat(receiver.got).extracting(Receiver.Got::id).hasSize(3).doesNotHaveDuplicates();
    }
  }

  @Test
  void an_event_whose_answer_nobody_wrote_down_comes_again_and_its_receiver_knows_it_by_its_id() {
    store.subscribe(receiver.url(), Set.of(HookKind.SALE));
    device.sell("r-1", "96385074", 1, 300, "acme");
    feed();
    try (HookSender second = new HookSender(store, HERE, "2", clock)) {
      receiver.before =
          () -> {
            receiver.before = () -> {};
            now = now.plus(HookSender.HELD); // the first is thought dead while it still waits
            second.send();
          };
      sender.send();
    }
    assertThat(receiver.got).hasSize(2);
    assertThat(receiver.got)
        .extracting(got -> got.event().getSource() + " " + got.id())
        .containsOnly(got().event().getSource() + " " + got().id());
    assertThat(receiver.got.getLast().body()).isEqualTo(receiver.got.getFirst().body());
    sender.send();
    assertThat(receiver.got).hasSize(2);
  }

  private int sent;

  private void feed() {
    fixture.send(device, sent, device.size());
    sent = device.size();
    new HookFeed(new IntakeReader(fixture.file), store, "here").catchUp();
  }

  private Receiver.Got got() {
    return receiver.got.getFirst();
  }

  private static String data(CloudEvent event) {
    return new String(Objects.requireNonNull(event.getData()).toBytes(), StandardCharsets.UTF_8);
  }
}

package dev.loulan.cli.server;

import dev.loulan.clearing.payout.BankFile;
import dev.loulan.clearing.payout.Order;
import dev.loulan.clearing.payout.OrderFile;
import dev.loulan.clearing.payout.Pain001;
import dev.loulan.clearing.payout.Transfer;
import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What happens to an order after it was drafted: a second person releases it, the bank answers. */
final class PayoutReleaseWord {
  private PayoutReleaseWord() {}

  /** A second person releases an order: the ledger records it, and the bank's file is written. */
  @Command(name = "release", mixinStandardHelpOptions = true)
  static final class Release extends ServerWord {
    @Parameters(paramLabel = "ORDER", descriptionKey = "payout.order")
    private Path file;

    @Option(
        names = "--key",
        paramLabel = "[ID=]FILE",
        required = true,
        descriptionKey = "payout.releaserKey")
    private String keyFile;

    @Option(names = "--out", paramLabel = "FILE", required = true, descriptionKey = "payout.out")
    private Path out;

    @Override
    void with(AdminClient client) {
      KeyFiles releaser = KeyFiles.open(keyFile);
      OrderFile drafted = PayoutFiles.sound(() -> OrderFile.read(PayoutFiles.json(file)));
      String publicKey = releaser.key().publicKey().base64();
      if (!publicKey.equals(PayoutFiles.registeredKey(client, releaser.partyId()))) {
        throw Failure.usage("payout.notRegistered", releaser.partyId());
      }
      Order order =
          PayoutFiles.sound(() ->
              drafted
                  .released(
                      publicKey,
                      PayoutFiles.base64(releaser.key().sign(OrderFile.message(drafted.order()))))
                  .order());
      requireDue(client, order);
      for (Transfer transfer : order.transfers()) {
        client.post("/payouts", instruction(order, transfer));
      }
      String xml = Pain001.of(order, order.on().atStartOfDay().atOffset(ZoneOffset.UTC));
      try {
        Files.writeString(out, xml);
      } catch (IOException e) {
        throw Failure.usage("file.unwritable", out);
      }
      output().done(Messages.text("payout.released", order.transfers().size(), out));
    }

    /** Before the first of them is recorded, so that an order is instructed whole or not at all. */
    private static void requireDue(AdminClient client, Order order) {
      String query = CurrencyOption.query(order.currency().code());
      TreeSet<String> instructed = new TreeSet<>();
      for (Fields payout : PayoutFiles.objects(client.get("/payouts" + query))) {
        instructed.add(payout.text("payoutId"));
      }
      TreeMap<String, Long> due = new TreeMap<>();
      for (Fields balance : PayoutFiles.balances(client, query).objects("balances")) {
        due.put(balance.text("party") + " " + balance.text("partyId"), balance.integer("due"));
      }
      for (Transfer transfer : order.transfers()) {
        if (!instructed.contains(transfer.endToEndId())) {
          String payee = transfer.role() + " " + transfer.partyId();
          long left = due.getOrDefault(payee, 0L) - transfer.amountMinor();
          if (left < 0) {
            throw Failure.usage(
                "payout.notDue",
                transfer.partyId(),
                transfer.amountMinor(),
                due.getOrDefault(payee, 0L));
          }
          due.put(payee, left);
        }
      }
    }

    private static Json instruction(Order order, Transfer transfer) {
      Json item =
          new JsonObjectBuilder()
              .text("party", transfer.role())
              .text("partyId", transfer.partyId())
              .integer("amount", transfer.amountMinor())
              .build();
      return new JsonObjectBuilder()
          .text("payoutId", transfer.endToEndId())
          .text("currency", order.currency().code())
          .array("items", List.of(item))
          .build();
    }
  }

  /** Reads the bank's status report (pain.002) or account statement (camt.053) back. */
  @Command(name = "answer", mixinStandardHelpOptions = true)
  static final class Answer extends ServerWord {
    @Parameters(paramLabel = "FILE", descriptionKey = "payout.bankFile")
    private Path file;

    @Mixin private CurrencyOption currency;

    private List<BankFile.Answer> answers = List.of();

    @Override
    void check() {
      answers = PayoutFiles.sound(() -> BankFile.read(file).answers());
    }

    @Override
    void with(AdminClient client) {
      TreeMap<String, String> instructed = new TreeMap<>();
      for (Fields payout : PayoutFiles.objects(client.get("/payouts" + currency.query()))) {
        instructed.put(payout.text("payoutId"), payout.text("currency"));
      }
      List<String> done = new ArrayList<>();
      for (BankFile.Answer answer : answers) {
        String known = instructed.get(answer.endToEndId());
        if (known == null) {
          output().warning(Messages.text("payout.unknown", answer.endToEndId()));
        } else {
          done.add(record(client, answer, known));
        }
      }
      output().done(done.toArray(String[]::new));
    }

    private static String record(AdminClient client, BankFile.Answer answer, String currency) {
      Optional<String> outcome = answer.outcome();
      outcome.ifPresent(state ->
          client.post(
              "/payouts/answers",
              new JsonObjectBuilder()
                  .text("payoutId", answer.endToEndId())
                  .text("currency", currency)
                  .text("outcome", state)
                  .build()));
      return Messages.text(
          "payout.answered",
          answer.endToEndId(),
          outcome.orElse(answer.status()),
          answer.reason().orElse(""));
    }
  }
}

package dev.loulan.cli.server;

import dev.loulan.clearing.payout.Account;
import dev.loulan.clearing.payout.BankFile;
import dev.loulan.clearing.payout.Order;
import dev.loulan.clearing.payout.OrderFile;
import dev.loulan.clearing.payout.Pain001;
import dev.loulan.clearing.payout.PayeeProfile;
import dev.loulan.clearing.payout.SplitCap;
import dev.loulan.clearing.payout.Transfer;
import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.cli.output.Table;
import dev.loulan.domain.BasisPoints;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Orders to a licensed payer. Accounts stay in files of the operator's machine; the ledger keeps
 * who was paid how much, so that nothing is paid twice.
 */
@Command(
    name = "payout",
    mixinStandardHelpOptions = true,
    subcommands = {
      PayoutWord.Profile.class,
      PayoutWord.Draft.class,
      PayoutWord.Release.class,
      PayoutWord.Answer.class,
      PayoutWord.Due.class
    })
public final class PayoutWord {

  /** A party says where it wants to be paid, under its own key. No server is needed. */
  @Command(name = "profile", mixinStandardHelpOptions = true)
  static final class Profile implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", descriptionKey = "payout.profileFile")
    private Path file;

    @Option(
        names = "--key",
        paramLabel = "[ID=]FILE",
        required = true,
        descriptionKey = "payout.ownKey")
    private String keyFile;

    @Option(names = "--name", required = true, descriptionKey = "payout.name")
    private String name;

    @Option(names = "--iban", required = true, descriptionKey = "payout.iban")
    private String iban;

    @Option(names = "--bic", required = true, descriptionKey = "payout.bic")
    private String bic;

    @Mixin private Output output;

    @Override
    public Integer call() {
      KeyFiles signer = KeyFiles.open(keyFile);
      Account account = sound(() -> new Account(name, iban, bic));
      String signature = base64(signer.key().sign(PayeeProfile.message(signer.partyId(), account)));
      write(file, new PayeeProfile(signer.partyId(), account, signature).json());
      output.done(Messages.text("payout.profiled", signer.partyId(), file));
      return 0;
    }
  }

  /** What is due to whom by all settled days, less what was paid. */
  @Command(name = "due", mixinStandardHelpOptions = true)
  static final class Due extends ServerWord {
    @Option(names = "--currency", descriptionKey = "payout.currency")
    private @Nullable String currency;

    @Override
    void with(AdminClient client) {
      Fields balances = balances(client, currency);
      Table table = new Table();
      for (Fields balance : balances.objects("balances")) {
        table.row(
            Messages.text("party." + balance.text("party")),
            balance.text("partyId"),
            Long.toString(balance.integer("amount")),
            Long.toString(balance.integer("paid")),
            Long.toString(balance.integer("due")));
      }
      table.lines().forEach(output()::line);
      output()
          .result(
              JsonText.object(
                  "currency",
                  balances.text("currency"),
                  "balances",
                  balances.find("balances").orElseThrow()));
    }
  }

  /** Draws up an order of all that is due to parties whose profiles are given. */
  @Command(name = "draft", mixinStandardHelpOptions = true)
  static final class Draft extends ServerWord {
    @Parameters(paramLabel = "ORDER", descriptionKey = "payout.order")
    private Path file;

    @Option(names = "--id", required = true, descriptionKey = "payout.id")
    private String id;

    @Option(
        names = "--payer",
        paramLabel = "FILE",
        required = true,
        descriptionKey = "payout.payer")
    private Path payer;

    @Option(
        names = "--payee",
        paramLabel = "FILE",
        required = true,
        descriptionKey = "payout.payee")
    private List<Path> payees;

    @Option(
        names = "--on",
        paramLabel = "YYYY-MM-DD",
        required = true,
        descriptionKey = "payout.on")
    private String on;

    @Option(
        names = "--key",
        paramLabel = "[ID=]FILE",
        required = true,
        descriptionKey = "payout.drafterKey")
    private String keyFile;

    @Option(names = "--currency", descriptionKey = "payout.currency")
    private @Nullable String currency;

    @Option(names = "--most-bp", descriptionKey = "payout.mostBp")
    private @Nullable Integer mostBp;

    @Override
    void with(AdminClient client) {
      KeyFiles drafter = KeyFiles.open(keyFile);
      Fields balances = balances(client, currency);
      Order order =
          sound(() ->
              new Order(
                  id,
                  profile(client, payer).account(),
                  new Currency(balances.text("currency")),
                  LocalDate.parse(on),
                  transfers(client, balances)));
      requireWithinCap(balances, order);
      String signature = base64(drafter.key().sign(OrderFile.message(order)));
      write(file, new OrderFile(order, drafter.key().publicKey().base64(), signature).json());
      output()
          .done(
              Messages.text("payout.drafted", order.transfers().size(), order.totalMinor(), file));
    }

    private List<Transfer> transfers(AdminClient client, Fields balances) {
      List<Transfer> transfers = new ArrayList<>();
      for (Path payee : payees) {
        PayeeProfile profile = profile(client, payee);
        for (Fields balance : balances.objects("balances")) {
          if (balance.text("partyId").equals(profile.partyId())) {
            if (balance.integer("due") > 0) {
              transfers.add(
                  new Transfer(
                      id + "-" + (transfers.size() + 1),
                      balance.text("party"),
                      profile.partyId(),
                      profile.account(),
                      balance.integer("due")));
            } else if (balance.integer("due") < 0) {
              output()
                  .warning(
                      Messages.text("payout.carried", profile.partyId(), balance.integer("due")));
            }
          }
        }
      }
      return transfers;
    }

    private void requireWithinCap(Fields balances, Order order) {
      if (mostBp != null) {
        long collected =
            balances.objects("balances").stream().mapToLong(each -> each.integer("amount")).sum();
        BasisPoints most = new BasisPoints(mostBp);
        var _ =
            sound(() -> {
              new SplitCap(Messages.text("payout.provider"), most)
                  .require(collected, order.totalMinor());
              return order;
            });
      }
    }
  }

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
      OrderFile drafted = sound(() -> OrderFile.read(json(file)));
      String publicKey = releaser.key().publicKey().base64();
      if (!publicKey.equals(registeredKey(client, releaser.partyId()))) {
        throw Failure.usage("payout.notRegistered", releaser.partyId());
      }
      Order order =
          sound(() ->
              drafted
                  .released(
                      publicKey, base64(releaser.key().sign(OrderFile.message(drafted.order()))))
                  .order());
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

    @Option(names = "--currency", descriptionKey = "payout.currency")
    private @Nullable String currency;

    private List<BankFile.Answer> answers = List.of();

    @Override
    void check() {
      answers = sound(() -> BankFile.read(text(file)).answers());
    }

    @Override
    void with(AdminClient client) {
      TreeMap<String, String> instructed = new TreeMap<>();
      for (Fields payout : objects(client.get("/payouts" + query(currency)))) {
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
      Optional<String> outcome =
          switch (answer.status()) {
            case "BOOK", "ACSC" -> Optional.of("booked");
            case "RJCT" -> Optional.of("rejected");
            default -> Optional.empty();
          };
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

  /** A profile whose signature fits the key that the ledger has. */
  private static PayeeProfile profile(AdminClient client, Path file) {
    PayeeProfile profile = sound(() -> PayeeProfile.read(json(file)));
    if (!profile.isSignedBy(registeredKey(client, profile.partyId()))) {
      throw Failure.usage("payout.forged", file, profile.partyId());
    }
    return profile;
  }

  private static String registeredKey(AdminClient client, String partyId) {
    for (Fields party : objects(client.get("/parties"))) {
      if (party.text("partyId").equals(partyId)) {
        return party.text("publicKey");
      }
    }
    throw Failure.usage("payout.noParty", partyId);
  }

  private static Fields balances(AdminClient client, @Nullable String currency) {
    return Fields.of(client.get("/balances" + query(currency)), "balances");
  }

  private static String query(@Nullable String currency) {
    return currency == null ? "" : "?currency=" + AdminClient.segment(currency);
  }

  private static List<Fields> objects(Json array) {
    return Fields.of(new JsonObjectBuilder().json("all", array).build(), "answer").objects("all");
  }

  private static Json json(Path file) {
    return JsonReader.read(text(file));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw Failure.usage("file.unreadable", file);
    }
  }

  private static void write(Path file, Json json) {
    try {
      Files.writeString(file, json.text() + "\n");
    } catch (IOException e) {
      throw Failure.usage("file.unwritable", file);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Says in one sentence what a value refused. */
  private static <T> T sound(Callable<T> work) {
    try {
      return work.call();
    } catch (Failure e) {
      throw e;
    } catch (IllegalArgumentException | IllegalStateException | DateTimeException e) {
      throw Failure.of(Failure.USAGE, e);
    } catch (Exception e) {
      throw new IllegalStateException("No value throws a checked exception", e);
    }
  }
}

package dev.loulan.cli.server;

import dev.loulan.clearing.payout.Account;
import dev.loulan.clearing.payout.Order;
import dev.loulan.clearing.payout.OrderFile;
import dev.loulan.clearing.payout.PayeeProfile;
import dev.loulan.clearing.payout.SplitCap;
import dev.loulan.clearing.payout.Transfer;
import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.cli.output.Table;
import dev.loulan.domain.BasisPoints;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
      PayoutReleaseWord.Release.class,
      PayoutReleaseWord.Answer.class,
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
      Account account = PayoutFiles.sound(() -> new Account(name, iban, bic));
      String signature =
          PayoutFiles.base64(signer.key().sign(PayeeProfile.message(signer.partyId(), account)));
      PayoutFiles.write(file, new PayeeProfile(signer.partyId(), account, signature).json());
      output.done(Messages.text("payout.profiled", signer.partyId(), file));
      return 0;
    }
  }

  /** What is due to whom by all settled days, less what was paid. */
  @Command(name = "due", mixinStandardHelpOptions = true)
  static final class Due extends ServerWord {
    @Mixin private CurrencyOption currency;

    @Override
    void with(AdminClient client) {
      Fields balances = PayoutFiles.balances(client, currency.query());
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

    @Mixin private CurrencyOption currency;

    @Option(names = "--most-bp", descriptionKey = "payout.mostBp")
    private @Nullable Integer mostBp;

    @Override
    void with(AdminClient client) {
      KeyFiles drafter = KeyFiles.open(keyFile);
      Fields balances = PayoutFiles.balances(client, currency.query());
      Order order =
          PayoutFiles.sound(() ->
              new Order(
                  id,
                  PayoutFiles.profile(client, payer).account(),
                  new Currency(balances.text("currency")),
                  LocalDate.parse(on),
                  transfers(client, balances)));
      requireWithinCap(balances, order);
      String signature = PayoutFiles.base64(drafter.key().sign(OrderFile.message(order)));
      PayoutFiles.write(
          file, new OrderFile(order, drafter.key().publicKey().base64(), signature).json());
      output()
          .done(
              Messages.text("payout.drafted", order.transfers().size(), order.totalMinor(), file));
    }

    private List<Transfer> transfers(AdminClient client, Fields balances) {
      List<Transfer> transfers = new ArrayList<>();
      for (Path payee : payees) {
        PayeeProfile profile = PayoutFiles.profile(client, payee);
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
            PayoutFiles.sound(() -> {
              new SplitCap(Messages.text("payout.provider"), most)
                  .require(collected, order.totalMinor());
              return order;
            });
      }
    }
  }
}

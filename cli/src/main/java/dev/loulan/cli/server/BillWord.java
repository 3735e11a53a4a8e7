package dev.loulan.cli.server;

import dev.loulan.clearing.bill.ProviderBill;
import dev.loulan.clearing.payout.BankFile;
import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.yaml.Settings;
import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.cli.output.Table;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.domain.matching.BankMatching;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Hands in a provider's bill: a JSON document as in {@code admin-api.md}, or the provider's own
 * file. A wrong file is refused by line and column before anything is sent.
 */
@Command(name = "bill", mixinStandardHelpOptions = true)
public final class BillWord extends ServerWord {
  @Parameters(paramLabel = "FILE", descriptionKey = "bill.file")
  private Path file;

  @Mixin private Layout layout;

  private Json bill = new Json.Null();

  /** How a provider's own file is read. */
  static final class Layout {
    @Option(
        names = "--provider",
        paramLabel = "wechat|alipay|stripe",
        descriptionKey = "bill.provider")
    private @Nullable String provider;

    @Option(names = "--mapping", paramLabel = "FILE", descriptionKey = "bill.mapping")
    private @Nullable Path mapping;

    @Option(names = "--day", paramLabel = "YYYY-MM-DD", descriptionKey = "bill.day")
    private @Nullable String day;

    @Option(names = "--merchant", descriptionKey = "bill.merchant")
    private @Nullable String merchant;

    @Option(names = "--currency", descriptionKey = "bill.currency")
    private @Nullable String currency;

    /** The bill as the contract takes it. */
    Json read(Path file) {
      if (provider == null && mapping == null) {
        return json(file);
      }
      String ofDay = day;
      String ofMerchant = merchant;
      String inCurrency = currency;
      if (ofDay == null || ofMerchant == null || inCurrency == null) {
        throw Failure.usage("bill.needs");
      }
      try {
        BusinessDay billDay = new BusinessDay(ofDay);
        Currency money = new Currency(inCurrency);
        Path map = mapping;
        return map == null
            ? new ProviderBill(known(provider), billDay, money, ofMerchant).read(file)
            : new ProviderBill(Settings.read(map), billDay, money, ofMerchant).read(file);
      } catch (InputException | IllegalArgumentException e) {
        throw Failure.of(Failure.USAGE, e);
      }
    }

    private static ProviderBill.Provider known(@Nullable String name) {
      ProviderBill.Provider known =
          Map.of(
                  "wechat",
                  ProviderBill.Provider.WECHAT_PAY,
                  "alipay",
                  ProviderBill.Provider.ALIPAY,
                  "stripe",
                  ProviderBill.Provider.STRIPE)
              .get(name == null ? "" : name);
      if (known == null) {
        throw Failure.usage("bill.unknownProvider", name);
      }
      return known;
    }
  }

  @Override
  void check() {
    bill = layout.read(file);
  }

  @Override
  void with(AdminClient client) {
    Fields taken = client.post("/bills", bill);
    if (taken.flag("assertedByOperator")) {
      output().warning(Messages.text("bill.asserted"));
    }
    output().done(Messages.text("bill.taken", taken.integer("lines")));
  }

  private static Json json(Path file) {
    try {
      return JsonReader.read(Files.readAllBytes(file));
    } catch (IOException | JsonException e) {
      throw Failure.usage("file.unreadable", file);
    }
  }

  /** Holds the bank's account statement against bills: the third leg. No server is needed. */
  @Command(name = "bank", mixinStandardHelpOptions = true)
  public static final class Bank implements Callable<Integer> {
    @Parameters(paramLabel = "CAMT053", descriptionKey = "bank.file")
    private Path file;

    @Option(names = "--bill", paramLabel = "FILE", required = true, descriptionKey = "bank.bill")
    private List<Path> bills;

    @Mixin private Output output;

    @Override
    public Integer call() {
      List<BankMatching.Due> dues =
          bills.stream().map(path -> due(Fields.of(json(path), "bill"))).toList();
      BankMatching.Result result = BankMatching.of(dues, credits());
      Table table = new Table();
      List<Object> findings = new ArrayList<>();
      for (BankMatching.Finding finding : result.findings()) {
        BankMatching.Due due = finding.due();
        String credit = finding.credit().map(BankMatching.Credit::creditId).orElse("");
        table.row(
            due.billDay().date(),
            due.provider(),
            due.merchant(),
            Long.toString(due.netMinor()),
            Messages.text("bank." + finding.state().word()),
            credit);
        findings.add(
            JsonText.object(
                "day",
                due.billDay().date(),
                "provider",
                due.provider(),
                "merchant",
                due.merchant(),
                "net",
                due.netMinor(),
                "state",
                finding.state().word(),
                "credit",
                credit));
      }
      table.lines().forEach(output::line);
      result
          .unexplained()
          .forEach(credit ->
              output.warning(
                  Messages.text("bank.unexplained", credit.creditId(), credit.amountMinor())));
      output.result(
          JsonText.object(
              "bills",
              findings,
              "unexplained",
              result.unexplained().stream().map(BankMatching.Credit::creditId).toList()));
      boolean paid =
          result.findings().stream()
              .allMatch(finding -> finding.state() == BankMatching.State.PAID);
      return paid ? 0 : Failure.UNSOUND;
    }

    private List<BankMatching.Credit> credits() {
      try {
        List<BankMatching.Credit> credits = new ArrayList<>();
        for (BankFile.Credit each : BankFile.read(Files.readString(file)).credits()) {
          credits.add(
              new BankMatching.Credit(
                  "#" + (credits.size() + 1),
                  each.bookedOn(),
                  each.amountMinor(),
                  each.reference()));
        }
        return credits;
      } catch (IOException e) {
        throw Failure.usage("file.unreadable", file);
      } catch (IllegalArgumentException e) {
        throw Failure.of(Failure.USAGE, e);
      }
    }

    private static BankMatching.Due due(Fields bill) {
      long net = 0;
      for (Fields line : bill.objects("lines")) {
        long fee = line.integerOrNone("fee").orElse(0L);
        net = Math.addExact(net, Math.subtractExact(line.integer("amount"), Math.abs(fee)));
      }
      return new BankMatching.Due(
          bill.text("provider"), bill.text("merchant"), new BusinessDay(bill.text("day")), net);
    }
  }
}

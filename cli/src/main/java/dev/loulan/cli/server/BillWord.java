package dev.loulan.cli.server;

import dev.loulan.clearing.bill.ProviderBill;
import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.text.InputFile;
import dev.loulan.clearing.yaml.Settings;
import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonReader;
import java.nio.file.Path;
import java.util.Map;
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
      return JsonReader.read(InputFile.bytes(file));
    } catch (InputException e) {
      throw Failure.of(Failure.USAGE, e);
    } catch (JsonException e) {
      throw Failure.usage("file.unreadable", file);
    }
  }
}

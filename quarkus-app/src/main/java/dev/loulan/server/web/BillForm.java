package dev.loulan.server.web;

import dev.loulan.clearing.bill.ProviderBill;
import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.text.Place;
import dev.loulan.clearing.yaml.Settings;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonReader;
import java.util.Locale;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/**
 * A bill as the operator hands it in on a page.
 *
 * @param provider whose layout the file has; {@code mapping} where a file says what the columns
 *     mean, {@code json} for a bill as the ledger takes it
 */
record BillForm(
    BusinessDay day,
    String provider,
    String merchant,
    String currency,
    @Nullable FileUpload file,
    @Nullable FileUpload mapping) {

  /**
   * The bill as the ledger takes it.
   *
   * @param texts the form's own, for what it calls its fields
   * @throws InputException naming file, line and column of what is wrong
   */
  Json.Obj read(Texts texts) {
    UploadedFile bill = UploadedFile.of(file, texts.get("bill.file"));
    if (provider.equals("json")) {
      return json(bill);
    }
    return reader(texts).read(bill.name(), bill.bytes());
  }

  CasesView.Bill filledIn() {
    return new CasesView.Bill(day.date(), provider, merchant, currency);
  }

  private ProviderBill reader(Texts texts) {
    return switch (provider) {
      case "wechat" -> known(ProviderBill.Provider.WECHAT_PAY);
      case "alipay" -> known(ProviderBill.Provider.ALIPAY);
      case "stripe" -> known(ProviderBill.Provider.STRIPE);
      default -> {
        UploadedFile said = UploadedFile.of(mapping, texts.get("bill.mapping"));
        yield new ProviderBill(Settings.of(said.name(), said.bytes()), day, money(), merchant);
      }
    };
  }

  private ProviderBill known(ProviderBill.Provider layout) {
    return new ProviderBill(layout, day, money(), merchant);
  }

  private Currency money() {
    return new Currency(currency.toUpperCase(Locale.ROOT));
  }

  private static Json.Obj json(UploadedFile file) {
    try {
      if (JsonReader.read(file.bytes()) instanceof Json.Obj bill) {
        return bill;
      }
      throw new JsonException("A bill is a JSON object");
    } catch (JsonException e) {
      throw InputException.at(Place.of(file.name()), "agreement.json", e.getMessage());
    }
  }
}

package dev.loulan.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.server.identity.Account;
import dev.loulan.server.identity.Role;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CasesPresenterTest {
  private final CasesPresenter presenter =
      new CasesPresenter(
          Texts.of(Locale.ENGLISH), new Account("op", Role.OPERATOR, "op"), new SampleFigures());

  @Test
  void cases_of_devices_that_sell_in_several_currencies_stand_in_one_list() {
    CasesView view = view(List.of(unbilled("CNY", 250), unbilled("EUR", 320)));
    assertThat(view.cases())
        .extracting(CasesView.CaseView::amount)
        .satisfiesExactly(
            first -> assertThat(first).contains("2.50"),
            second -> assertThat(second).contains("3.20").isNotEqualTo("3.20"));
  }

  @Test
  void a_server_without_devices_has_no_cases() {
    assertThat(view(List.of()).cases()).isEmpty();
  }

  private CasesView view(List<Fields> matched) {
    return presenter.view(
        "2026-11-23", matched, List.of(), List.of(), CasesPresenter.Outcome.NONE, 8);
  }

  private static Fields unbilled(String currency, int amount) {
    String text =
        """
        {"currency":"%s","cases":[{"kind":"missingAtProvider","saleId":"shelf-1:x:1","amount":%d}]}\
        """
            .formatted(currency, amount);
    return Fields.of(JsonReader.read(text), "cases");
  }
}

package dev.loulan.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.server.identity.Account;
import dev.loulan.server.identity.Role;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AgreementViewTest {
  private static final String ALL = "";

  @Test
  void a_version_that_a_later_one_follows_says_from_when() {
    assertThat(states(version(1, "2026-01-01", "null", ALL), version(2, "2026-12-01", "null", ALL)))
        .containsExactly("in force · from 2026-12-01 on version 2", "in force");
  }

  @Test
  void a_version_of_which_nothing_is_left_says_what_replaced_it() {
    assertThat(states(version(1, "2026-01-01", "null", ALL), version(2, "2026-01-01", "null", ALL)))
        .containsExactly("replaced by version 2", "in force");
  }

  @Test
  void a_version_that_waits_or_ends_by_itself_replaces_none() {
    assertThat(
            states(
                version(1, "2026-01-01", "null", ALL),
                version(2, "2026-01-01", "\"2026-02-01\"", ALL),
                version(3, "2026-01-01", "null", "\"host\"")))
        .containsExactly("in force", "in force", "waits for site host");
  }

  private static List<String> states(Fields... agreements) {
    Account operator = new Account("op", Role.OPERATOR, "op");
    return AgreementView.of(List.of(agreements), operator, Texts.of(Locale.ENGLISH)).stream()
        .map(AgreementView::state)
        .toList();
  }

  private static Fields version(int version, String from, String to, String missing) {
    String text =
        """
        {"agreementId":"a","version":%d,"hash":"00","inForce":%b,"missing":[%s],
         "terms":{"agreementId":"a","version":%d,"currency":"CNY","basis":"gross","shelves":["lobby"],
          "parties":[{"role":"operator","partyId":"op","bp":5000},{"role":"host","partyId":"lobby-co","bp":3000},
           {"role":"supplier","partyId":"acme","bp":2000}],
          "supplierCosts":[],"otherCostBp":0,"paymentFee":{"bp":0,"fixedMinor":0},"effectiveFrom":"%s","effectiveTo":%s}}
        """
            .formatted(version, missing.isEmpty(), missing, version, from, to);
    return Fields.of(JsonReader.read(text), "agreement");
  }
}

package dev.loulan.cli.server;

import dev.loulan.clearing.agreement.AgreementTemplate;
import dev.loulan.clearing.agreement.WhatIf;
import dev.loulan.clearing.text.InputException;
import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.cli.output.Table;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.agreement.SharingParty;
import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What comes before a signature: templates, a dry run over real sales, and who signed so far. */
final class AgreementDraftWords {
  private AgreementDraftWords() {}

  /** Fills a template in. No server is needed. */
  @Command(name = "draft", mixinStandardHelpOptions = true)
  static final class Draft implements Callable<Integer> {
    @Parameters(paramLabel = "TEMPLATE", descriptionKey = "agreement.template")
    private String template;

    @Option(names = "--set", paramLabel = "NAME=VALUE", descriptionKey = "agreement.set")
    private Map<String, String> values = new TreeMap<>();

    @Option(names = "--out", paramLabel = "FILE", descriptionKey = "agreement.out")
    private @Nullable Path out;

    @Mixin private Output output;

    @Override
    public Integer call() {
      try {
        AgreementTemplate chosen = AgreementTemplate.of(template);
        Path file = out;
        if (file == null) {
          output.done(Messages.text("agreement.gaps", template, String.join(", ", chosen.gaps())));
          return 0;
        }
        TermsDocument terms = chosen.fill(new TreeMap<>(values));
        Files.write(file, terms.json().canonical());
        output.done(Messages.text("agreement.drafted", file, terms.hash()));
        return 0;
      } catch (InputException e) {
        throw Failure.of(Failure.USAGE, e);
      } catch (IOException e) {
        throw Failure.usage("file.unwritable", out);
      }
    }
  }

  /** All versions and who signed them; a counter-offer is a further version. */
  @Command(name = "list", mixinStandardHelpOptions = true)
  static final class ListAll extends ServerWord {
    @Override
    void with(AdminClient client) {
      Json agreements = client.get("/agreements");
      Table table = new Table();
      List<String> done = new ArrayList<>();
      for (Fields each : objects(agreements)) {
        String name = each.text("agreementId") + " " + each.integer("version");
        String state =
            each.flag("inForce")
                ? Messages.text("agreement.state.inForce")
                : Messages.text("agreement.state.waits", String.join(", ", each.texts("missing")));
        table.row(name, state, each.text("hash"));
        done.add(name);
      }
      table.lines().forEach(output()::line);
      output()
          .result(
              JsonText.object(
                  "done", done, "warnings", output().warnings(), "agreements", agreements));
    }
  }

  /** What the terms in a file would have given over a month's real sales. */
  @Command(name = "try", mixinStandardHelpOptions = true)
  static final class Try extends ServerWord {
    private static final int PAGE = 500;

    @Parameters(paramLabel = "FILE", descriptionKey = "agreement.file")
    private Path file;

    @Option(
        names = "--month",
        paramLabel = "YYYY-MM",
        required = true,
        descriptionKey = "agreement.month")
    private String month;

    @Override
    void with(AdminClient client) {
      TermsDocument terms = AgreementWord.terms(file);
      YearMonth of = month();
      TreeMap<String, String> shelves = new TreeMap<>();
      objects(client.get("/devices"))
          .forEach(device -> shelves.put(device.text("deviceId"), device.text("shelf")));
      WhatIf trial = new WhatIf(terms.terms());
      for (int day = 1; day <= of.lengthOfMonth(); day++) {
        String date = of.atDay(day).toString();
        addDay(client, trial, shelves, date);
        output().progress(date);
      }
      show(terms, trial.result(of.lengthOfMonth()));
    }

    private static void addDay(
        AdminClient client, WhatIf trial, SortedMap<String, String> shelves, String date) {
      long after = 0;
      List<Fields> page;
      do {
        page = objects(client.get("/sales?day=" + date + "&after=" + after));
        for (Fields sale : page) {
          after = sale.integer("number");
          String shelf = shelves.getOrDefault(device(sale), "");
          trial.add(WhatIf.Sold.of(shelf, new BusinessDay(date), sale));
        }
      } while (page.size() == PAGE);
    }

    private static String device(Fields sale) {
      String id = sale.text("saleId");
      return id.substring(0, id.indexOf(':'));
    }

    private YearMonth month() {
      try {
        return YearMonth.parse(month);
      } catch (DateTimeException e) {
        throw Failure.usage("agreement.badMonth", month);
      }
    }

    private void show(TermsDocument terms, WhatIf.Result result) {
      Table table = new Table();
      List<Object> shares = new ArrayList<>();
      for (int i = 0; i < result.amountsMinor().size(); i++) {
        SharingParty party = terms.terms().parties().get(i);
        long amount = result.amountsMinor().get(i);
        table.row(
            Messages.text("party." + party.role().word()), party.partyId(), Long.toString(amount));
        shares.add(
            JsonText.object(
                "party", party.role().word(), "partyId", party.partyId(), "amount", amount));
      }
      output().line(Messages.text("agreement.tried", result.sales(), result.grossMinor(), month));
      table.lines().forEach(output()::line);
      output()
          .result(
              JsonText.object(
                  "month",
                  month,
                  "currency",
                  terms.terms().currency().code(),
                  "sales",
                  result.sales(),
                  "gross",
                  result.grossMinor(),
                  "shares",
                  shares));
    }
  }

  private static List<Fields> objects(Json array) {
    return Fields.of(new JsonObjectBuilder().json("all", array).build(), "answer").objects("all");
  }
}

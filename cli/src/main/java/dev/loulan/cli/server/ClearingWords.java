package dev.loulan.cli.server;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Table;
import dev.loulan.cli.statement.Statement;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Settlement of days and months. */
public final class ClearingWords {
  private ClearingWords() {}

  /** Settles a business day and prints its statement. */
  @Command(name = "settle", mixinStandardHelpOptions = true)
  public static final class Settle extends ServerWord {
    @Parameters(paramLabel = "DAY", descriptionKey = "settle.day")
    private String day;

    @Override
    void with(AdminClient client) {
      Json body = new JsonObjectBuilder().text("day", day).build();
      Statement statement = Statement.of(client.post("/settlements", body));
      statement.lines().forEach(output()::line);
      output().result(statement.json());
    }
  }

  /** Fetches a party's statement of a settled day or month. */
  @Command(name = "fetch", mixinStandardHelpOptions = true)
  public static final class Fetch extends ServerWord {
    @Parameters(index = "0", paramLabel = "PARTY", descriptionKey = "fetch.party")
    private String party;

    @Parameters(index = "1", paramLabel = "PERIOD", descriptionKey = "fetch.period")
    private String period;

    @Option(names = "--out", paramLabel = "FILE", required = true, descriptionKey = "fetch.out")
    private Path out;

    @Option(names = "--language", paramLabel = "en|zh", descriptionKey = "statement.language")
    private @Nullable String language;

    @Override
    void with(AdminClient client) {
      String name = String.valueOf(out.getFileName());
      String form = name.substring(name.lastIndexOf('.') + 1);
      String path =
          "/statements/"
              + AdminClient.segment(party)
              + "/"
              + AdminClient.segment(period)
              + "?form="
              + AdminClient.segment(form)
              + "&language="
              + (language == null ? Locale.getDefault().getLanguage() : language);
      byte[] statement = client.bytes(path);
      try {
        Files.write(out, statement);
      } catch (IOException e) {
        throw Failure.usage("file.unwritable", out);
      }
      output().done(Messages.text("fetch.done", party, period, out));
    }
  }

  /** Reckons a month that every shelf has closed: tiers, rent, guarantees, caps. */
  @Command(name = "month", mixinStandardHelpOptions = true)
  public static final class Month extends ServerWord {
    @Parameters(paramLabel = "YYYY-MM", descriptionKey = "month.month")
    private String month;

    @Override
    void with(AdminClient client) {
      Json body = new JsonObjectBuilder().text("month", month).build();
      Fields statement = client.post("/settlements/months", body);
      Table table = new Table();
      for (Fields share : statement.objects("shares")) {
        table.row(
            Messages.text("party." + share.text("party")),
            share.text("partyId"),
            Long.toString(share.integer("amount")));
      }
      table.lines().forEach(output()::line);
      output()
          .result(
              JsonText.object(
                  "month",
                  month,
                  "run",
                  statement.integer("run"),
                  "currency",
                  statement.text("currency"),
                  "shares",
                  statement.find("shares").orElseThrow()));
    }
  }
}

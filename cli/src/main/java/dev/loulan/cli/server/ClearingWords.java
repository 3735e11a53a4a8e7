package dev.loulan.cli.server;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.statement.Statement;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Bills in, statements out. */
public final class ClearingWords {
  private ClearingWords() {}

  /** Hands in the lines of a provider's bill, a JSON document as in {@code admin-api.md}. */
  @Command(name = "bill", mixinStandardHelpOptions = true)
  public static final class Bill extends ServerWord {
    @Parameters(paramLabel = "FILE", descriptionKey = "bill.file")
    private Path file;

    private Json bill = new Json.Null();

    @Override
    void check() {
      try {
        bill = JsonReader.read(Files.readAllBytes(file));
      } catch (IOException | JsonException e) {
        throw Failure.usage("file.unreadable", file);
      }
    }

    @Override
    void with(AdminClient client) {
      long lines = client.post("/bills", bill).integer("lines");
      output().done(Messages.text("bill.taken", lines));
    }
  }

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
}

package dev.loulan.cli.server;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.cli.statement.Statement;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Bills in, statements out. */
public final class ClearingWords {
  private ClearingWords() {}

  /** Hands in the lines of a provider's bill, a JSON document as in {@code admin-api.md}. */
  @Command(name = "bill", mixinStandardHelpOptions = true)
  public static final class Bill implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", descriptionKey = "bill.file")
    private Path file;

    @Mixin private ServerOptions server;
    @Mixin private Output output;

    @Override
    public Integer call() {
      Json bill;
      try {
        bill = JsonReader.read(Files.readAllBytes(file));
      } catch (IOException | JsonException e) {
        throw Failure.usage("file.unreadable", file);
      }
      try (AdminClient client = server.connect()) {
        long lines = client.post("/bills", bill).integer("lines");
        output.done(Messages.text("bill.taken", lines));
      }
      return 0;
    }
  }

  /** Settles a business day and prints its statement. */
  @Command(name = "settle", mixinStandardHelpOptions = true)
  public static final class Settle implements Callable<Integer> {
    @Parameters(paramLabel = "DAY", descriptionKey = "settle.day")
    private String day;

    @Mixin private ServerOptions server;
    @Mixin private Output output;

    @Override
    public Integer call() {
      try (AdminClient client = server.connect()) {
        Json body = new JsonObjectBuilder().text("day", day).build();
        Statement statement = Statement.of(client.post("/settlements", body));
        statement.lines().forEach(output::line);
        output.result(statement.json());
      }
      return 0;
    }
  }

  /** A link that signs an account in once. */
  @Command(name = "link", mixinStandardHelpOptions = true)
  public static final class Link implements Callable<Integer> {
    @Parameters(paramLabel = "ACCOUNT", descriptionKey = "link.account")
    private String account;

    @Mixin private ServerOptions server;
    @Mixin private Output output;

    @Override
    public Integer call() {
      try (AdminClient client = server.connect()) {
        Json body = new JsonObjectBuilder().text("account", account).build();
        output.done(client.post("/accounts/links", body).text("url"));
      }
      return 0;
    }
  }
}

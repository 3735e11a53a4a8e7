package dev.loulan.cli.server;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ways for people to sign in. */
public final class AccountWords {
  private AccountWords() {}

  /** A link that signs an account in once. */
  @Command(name = "link", mixinStandardHelpOptions = true)
  public static final class Link extends ServerWord {
    @Parameters(paramLabel = "ACCOUNT", descriptionKey = "account.name")
    private String account;

    @Override
    void with(AdminClient client) {
      Json body = new JsonObjectBuilder().text("account", account).build();
      output().done(client.post("/accounts/links", body).text("url"));
    }
  }

  /** Sets an account's password: asked for at a terminal, else the first line of standard input. */
  @Command(name = "password", mixinStandardHelpOptions = true)
  public static final class Password extends ServerWord {
    @Parameters(paramLabel = "ACCOUNT", descriptionKey = "account.name")
    private String account;

    private String password = "";

    @Override
    void check() {
      password =
          Optional.ofNullable(System.console())
              .filter(Console::isTerminal)
              .map(this::asked)
              .orElseGet(Password::firstLine);
      if (password.isEmpty()) {
        throw Failure.usage("password.none");
      }
    }

    @Override
    void with(AdminClient client) {
      Json body =
          new JsonObjectBuilder().text("account", account).text("password", password).build();
      client.post("/accounts/passwords", body);
      output().done(Messages.text("password.set", account));
    }

    private String asked(Console console) {
      char[] once = console.readPassword("%s", Messages.text("password.ask", account));
      char[] again = console.readPassword("%s", Messages.text("password.again"));
      if (!Arrays.equals(once, again)) {
        throw Failure.usage("password.differs");
      }
      return new String(once);
    }

    private static String firstLine() {
      try {
        String line =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
      } catch (IOException e) {
        throw Failure.usage("password.none");
      }
    }
  }
}

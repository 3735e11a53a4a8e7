package dev.loulan.cli.server;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Table;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.provisioning.Hashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Contests of sales and the operator's answers, each under its party's own key. */
@Command(
    name = "dispute",
    mixinStandardHelpOptions = true,
    subcommands = {
      DisputeWord.Contest.class,
      DisputeWord.Answer.class,
      DisputeWord.Withdraw.class,
      DisputeWord.ListDay.class
    })
public final class DisputeWord {

  /** What all steps say: which sale, of which day, under which key. */
  abstract static class Step extends ServerWord {
    @Parameters(paramLabel = "SALE", descriptionKey = "dispute.sale")
    private String sale;

    @Option(
        names = "--day",
        paramLabel = "YYYY-MM-DD",
        required = true,
        descriptionKey = "dispute.day")
    private String day;

    @Option(
        names = "--key",
        paramLabel = "[ID=]FILE",
        required = true,
        descriptionKey = "dispute.key")
    private String keyFile;

    abstract JsonObjectBuilder step();

    @Override
    final void with(AdminClient client) {
      KeyFiles signer = KeyFiles.open(keyFile);
      JsonObjectBuilder document =
          step().text("target", sale).text("saleDay", day).text("partyId", signer.partyId());
      String signature = signer.key().signDispute(document.build().canonical());
      Fields dispute = client.post("/disputes", document.text("signature", signature).build());
      output().done(Messages.text("dispute.done", sale, dispute.text("answerBy")));
    }
  }

  /** Steps that give a reason and show something for it. */
  abstract static class Reasoned extends Step {
    @Option(names = "--reason", required = true, descriptionKey = "dispute.reason")
    private String reason;

    @Option(names = "--evidence", paramLabel = "FILE", descriptionKey = "dispute.evidence")
    private List<Path> evidence = new ArrayList<>();

    final JsonObjectBuilder reasoned(String kind) {
      return new JsonObjectBuilder()
          .text("kind", kind)
          .text("reason", reason)
          .texts("evidence", evidence.stream().map(Reasoned::digest).toList());
    }

    private static String digest(Path file) {
      try {
        return Hashes.sha256Hex(Files.readAllBytes(file));
      } catch (IOException e) {
        throw Failure.usage("file.unreadable", file);
      }
    }
  }

  @Command(name = "contest", mixinStandardHelpOptions = true)
  static final class Contest extends Reasoned {
    @Override
    JsonObjectBuilder step() {
      return reasoned("contest");
    }
  }

  @Command(name = "answer", mixinStandardHelpOptions = true)
  static final class Answer extends Reasoned {
    @Option(names = "--contester", required = true, descriptionKey = "dispute.contester")
    private String contester;

    @Override
    JsonObjectBuilder step() {
      return reasoned("answer").text("contester", contester);
    }
  }

  @Command(name = "withdraw", mixinStandardHelpOptions = true)
  static final class Withdraw extends Step {
    @Override
    JsonObjectBuilder step() {
      return new JsonObjectBuilder().text("kind", "withdraw");
    }
  }

  @Command(name = "list", mixinStandardHelpOptions = true)
  static final class ListDay extends ServerWord {
    @Parameters(paramLabel = "DAY", descriptionKey = "dispute.day")
    private String day;

    @Override
    void with(AdminClient client) {
      Json disputes = client.get("/disputes/" + AdminClient.segment(day));
      Table table = new Table();
      List<String> done = new ArrayList<>();
      Fields all = Fields.of(new JsonObjectBuilder().json("all", disputes).build(), "disputes");
      for (Fields each : all.objects("all")) {
        String state = each.text("state");
        table.row(
            each.text("target"),
            each.text("contester"),
            state,
            each.text("answerBy"),
            each.text("reason"));
        done.add(each.text("target") + " " + each.text("contester") + " " + state);
      }
      table.lines().forEach(output()::line);
      output()
          .result(
              JsonText.object("done", done, "warnings", output().warnings(), "disputes", disputes));
    }
  }

  /** The cases of a day as they stand: what was matched, what is held and why. */
  @Command(name = "cases", mixinStandardHelpOptions = true)
  public static final class Cases extends ServerWord {
    @Parameters(paramLabel = "DAY", descriptionKey = "dispute.day")
    private String day;

    @Mixin private CurrencyOption currency;

    @Override
    void with(AdminClient client) {
      Json cases = client.get("/cases/" + AdminClient.segment(day) + currency.query());
      Table table = new Table();
      for (Fields each : Fields.of(cases, "cases").objects("cases")) {
        table.row(
            each.text("kind"),
            each.text("state"),
            Long.toString(each.integer("amount")),
            each.textOrNone("saleId").orElse(""),
            each.textOrNone("reference").orElse(""),
            each.textOrNone("billLine").orElse(""));
      }
      table.lines().forEach(output()::line);
      output().result(cases);
    }
  }
}

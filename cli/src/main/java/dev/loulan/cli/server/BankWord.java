package dev.loulan.cli.server;

import dev.loulan.clearing.payout.BankFile;
import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.text.InputFile;
import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.cli.output.Table;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.domain.matching.BankMatching;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The third leg of the match: the bank's account statement. It is handed in to the ledger, which
 * holds it against the bills; or, with bills as files, compared here without a server.
 */
@Command(name = "bank", mixinStandardHelpOptions = true)
public final class BankWord implements Callable<Integer> {
  @Parameters(paramLabel = "CAMT053", descriptionKey = "bank.file")
  private Path file;

  @Option(names = "--bill", paramLabel = "FILE", descriptionKey = "bank.bill")
  private List<Path> bills = List.of();

  @Mixin private ServerOptions server;
  @Mixin private Output output;

  @Override
  public Integer call() {
    try {
      BankFile statement = BankFile.read(file);
      return bills.isEmpty() ? handIn(statement) : compare(statement);
    } catch (InputException e) {
      throw Failure.of(Failure.USAGE, e);
    }
  }

  /** One document for each currency. */
  private int handIn(BankFile statement) {
    List<Json.Obj> documents = statement.statements();
    if (documents.isEmpty()) {
      throw Failure.usage("bank.none", file);
    }
    List<String> done = new ArrayList<>();
    try (AdminClient client = server.connect()) {
      for (Json document : documents) {
        Fields taken = client.post("/bank-statements", document);
        done.add(
            Messages.text(
                "bank.taken",
                taken.text("statementId"),
                taken.integer("credits"),
                taken.text("until")));
      }
    }
    output.done(done.toArray(String[]::new));
    return 0;
  }

  private int compare(BankFile statement) {
    List<BankMatching.Due> dues = bills.stream().map(BankWord::due).toList();
    BankMatching.Result result = BankMatching.of(dues, credits(statement));
    Table table = new Table();
    List<Object> findings = new ArrayList<>();
    for (BankMatching.Finding finding : result.findings()) {
      BankMatching.Due due = finding.due();
      String credit = finding.credit().map(BankMatching.Credit::creditId).orElse("");
      table.row(
          due.billDay().date(),
          due.provider(),
          due.merchant(),
          Long.toString(due.netMinor()),
          Messages.text("bank." + finding.state().word()),
          credit);
      findings.add(
          JsonText.object(
              "day",
              due.billDay().date(),
              "provider",
              due.provider(),
              "merchant",
              due.merchant(),
              "net",
              due.netMinor(),
              "state",
              finding.state().word(),
              "credit",
              credit));
    }
    table.lines().forEach(output::line);
    result
        .unexplained()
        .forEach(credit ->
            output.warning(
                Messages.text("bank.unexplained", credit.creditId(), credit.amountMinor())));
    output.result(
        JsonText.object(
            "bills",
            findings,
            "unexplained",
            result.unexplained().stream().map(BankMatching.Credit::creditId).toList()));
    boolean paid =
        result.findings().stream().allMatch(finding -> finding.state() == BankMatching.State.PAID);
    return paid ? 0 : Failure.UNSOUND;
  }

  private static List<BankMatching.Credit> credits(BankFile statement) {
    List<BankMatching.Credit> credits = new ArrayList<>();
    for (BankFile.Credit each : statement.credits()) {
      String id = "#" + (credits.size() + 1);
      credits.add(
          new BankMatching.Credit(id, each.bookedOn(), each.amountMinor(), each.reference()));
    }
    return credits;
  }

  private static BankMatching.Due due(Path file) {
    try {
      Fields bill = Fields.of(JsonReader.read(InputFile.bytes(file)), "bill");
      long net = 0;
      for (Fields line : bill.objects("lines")) {
        long fee = line.integerOrNone("fee").orElse(0L);
        net = Math.addExact(net, Math.subtractExact(line.integer("amount"), Math.abs(fee)));
      }
      return new BankMatching.Due(
          file.toString(),
          bill.text("provider"),
          bill.text("merchant"),
          new BusinessDay(bill.text("day")),
          net);
    } catch (JsonException e) {
      throw Failure.usage("file.unreadable", file);
    }
  }
}

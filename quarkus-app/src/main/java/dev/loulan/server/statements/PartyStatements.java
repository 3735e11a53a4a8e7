package dev.loulan.server.statements;

import dev.loulan.clearing.statement.Bundle;
import dev.loulan.clearing.statement.StatementBook;
import dev.loulan.clearing.statement.StatementCsv;
import dev.loulan.clearing.statement.StatementFont;
import dev.loulan.clearing.statement.StatementPdf;
import dev.loulan.contract.ContractCalls;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import dev.loulan.server.http.Problem;
import dev.loulan.server.ledger.LedgerDesk;
import dev.loulan.sync.intake.IntakeReader;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A party's statement of a settled day or month, drawn up from the ledger when it is asked for. */
@Singleton
public class PartyStatements {
  private final IntakeReader intake;
  private final LedgerDesk ledger;

  PartyStatements(IntakeReader intake, LedgerDesk ledger) {
    this.intake = intake;
    this.ledger = ledger;
  }

  /** In which form a statement is wanted; the name is the ending of its file. */
  public enum Form {
    JSON("application/json"),
    CSV("text/csv;charset=UTF-8"),
    PDF("application/pdf");

    private final String mediaType;

    Form(String mediaType) {
      this.mediaType = mediaType;
    }

    public String mediaType() {
      return mediaType;
    }

    /** The form of an ending. */
    public static Form of(String ending) {
      for (Form form : values()) {
        if (form.name().toLowerCase(Locale.ROOT).equals(ending)) {
          return form;
        }
      }
      throw new Problem(400, "BAD_REQUEST", "A statement comes as json, csv or pdf.");
    }
  }

  /**
   * The statement.
   *
   * @param period day {@code YYYY-MM-DD} or month {@code YYYY-MM}
   * @throws Problem when the party has no settled day in the period
   */
  public Bundle of(String role, String partyId, String period, Currency currency) {
    if (!period.matches("[0-9]{4}-[0-9]{2}(-[0-9]{2})?")) {
      throw new Problem(400, "BAD_REQUEST", "A period is YYYY-MM-DD or YYYY-MM.");
    }
    String first = period.length() == 7 ? period + "-01" : period;
    String last = period.length() == 7 ? period + "-31" : period;
    List<Fields> runs = ledger.list(ContractCalls.statements(first, last, currency));
    StatementBook book = new StatementBook(new LedgerProofs(intake, ledger));
    runs.forEach(book::add);
    if (period.length() == 7) {
      ledger.list(ContractCalls.monthStatements(period, currency)).forEach(book::add);
    }
    Bundle bundle = book.statement(role, partyId, period);
    if (bundle.agreements().isEmpty()) {
      throw new Problem(
          404, "UNKNOWN_DAY", "No day of %s is settled for %s.".formatted(period, partyId));
    }
    return bundle;
  }

  /** The statement as a file. */
  public byte[] file(Bundle bundle, Form form, Locale language) {
    return switch (form) {
      case JSON -> bundle.json().canonical();
      case CSV -> StatementCsv.of(bundle).getBytes(StandardCharsets.UTF_8);
      case PDF -> pdf(bundle, language);
    };
  }

  private static byte[] pdf(Bundle bundle, Locale language) {
    Path font =
        StatementFont.find(language)
            .orElseThrow(() ->
                new Problem(
                    503,
                    "NO_FONT",
                    "This server has no font for the language; install fonts-dejavu-core and"
                        + " fonts-noto-cjk."));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      StatementPdf.write(bundle, language, font, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}

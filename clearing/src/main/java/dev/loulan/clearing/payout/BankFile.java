package dev.loulan.clearing.payout;

import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.text.InputFile;
import dev.loulan.clearing.text.Place;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * What a bank answers: a status report (pain.002) or a day's account statement (camt.053), whatever
 * version of the message.
 */
public final class BankFile {
  private final String file;
  private final Element root;

  private BankFile(String file, Element root) {
    this.file = file;
    this.root = root;
  }

  /**
   * What became of a transfer.
   *
   * @param status code of ISO 20022's ExternalPaymentTransactionStatus, or {@code BOOK}
   */
  public record Answer(String endToEndId, String status, Optional<String> reason) {

    /** How the ledger calls it; nothing while the transfer is on its way. */
    public Optional<String> outcome() {
      return switch (status) {
        case "BOOK", "ACSC" -> Optional.of("booked");
        case "RJCT" -> Optional.of("rejected");
        default -> Optional.empty();
      };
    }
  }

  /** A credit on the account: what a payment provider paid out, for instance. */
  public record Credit(BusinessDay bookedOn, long amountMinor, String currency, String reference) {

    private Json json() {
      return new JsonObjectBuilder()
          .text("bookedOn", bookedOn.date())
          .integer("amount", amountMinor)
          .text("reference", reference)
          .build();
    }
  }

  /**
   * Reads a file.
   *
   * @throws InputException when it is neither of the two
   */
  public static BankFile read(Path path) {
    return read(path.toString(), InputFile.bytes(path));
  }

  /** As {@link #read(Path)}, from bytes. */
  public static BankFile read(String file, byte[] bytes) {
    BankFile read = new BankFile(file, BankXml.root(file, bytes));
    if (!read.isStatement() && all(read.root, "CstmrPmtStsRpt").isEmpty()) {
      throw InputException.at(Place.at(file, BankXml.line(read.root), 0), "bank.kind");
    }
    return read;
  }

  /** Whether it is an account statement. */
  public boolean isStatement() {
    return !all(root, "BkToCstmrStmt").isEmpty();
  }

  /**
   * The account statement's credits as the ledger takes them, a document for each currency.
   *
   * @throws InputException naming the line of what is wrong
   */
  public List<Json.Obj> statements() {
    TreeMap<String, List<Json>> byCurrency = new TreeMap<>();
    for (Credit credit : credits()) {
      byCurrency.computeIfAbsent(credit.currency(), c -> new ArrayList<>()).add(credit.json());
    }
    List<Json.Obj> documents = new ArrayList<>();
    byCurrency.forEach((currency, credits) ->
        documents.add(
            new JsonObjectBuilder()
                .text("statementId", statementId())
                .text("currency", currency)
                .text("until", until().date())
                .array("credits", credits)
                .build()));
    return documents;
  }

  /** The status of each transfer that the file names; debits of a statement are booked. */
  public List<Answer> answers() {
    List<Answer> answers = new ArrayList<>();
    for (Element report : all(root, "TxInfAndSts")) {
      Optional<String> id = text(report, "OrgnlEndToEndId");
      Optional<String> status = text(report, "TxSts");
      if (id.isPresent() && status.isPresent()) {
        answers.add(
            new Answer(
                id.get(),
                status.get(),
                first(report, "StsRsnInf")
                    .flatMap(info -> text(info, "Cd").or(() -> text(info, "AddtlInf")))));
      }
    }
    for (Element entry : all(root, "Ntry")) {
      if (text(entry, "CdtDbtInd").filter("DBIT"::equals).isPresent() && isBooked(entry)) {
        boolean reversed = text(entry, "RvslInd").filter("true"::equals).isPresent();
        for (Element ids : all(entry, "EndToEndId")) {
          answers.add(
              new Answer(
                  ids.getTextContent().strip(), reversed ? "RJCT" : "BOOK", Optional.empty()));
        }
      }
    }
    return answers;
  }

  /** The bank's own name for an account statement. */
  public String statementId() {
    return first(root, "Stmt")
        .flatMap(statement -> text(statement, "Id"))
        .orElseThrow(() -> wrong(root, "bank.noId"));
  }

  /** The last day that the account statement tells of. */
  public BusinessDay until() {
    Optional<String> said =
        first(root, "FrToDt")
            .flatMap(period -> text(period, "ToDtTm").or(() -> text(period, "ToDt")));
    Optional<BusinessDay> lastBooked =
        all(root, "BookgDt").stream()
            .map(booked -> day(booked, booked.getTextContent().strip()))
            .max(Comparator.naturalOrder());
    return said.map(text -> day(root, text))
        .or(() -> lastBooked)
        .orElseThrow(() -> wrong(root, "bank.noPeriod"));
  }

  /** What was booked in favour of the account. */
  public List<Credit> credits() {
    List<Credit> credits = new ArrayList<>();
    for (Element entry : all(root, "Ntry")) {
      if (text(entry, "CdtDbtInd").filter("CRDT"::equals).isPresent() && isBooked(entry)) {
        credits.add(credit(entry));
      }
    }
    return credits;
  }

  private Credit credit(Element entry) {
    Element amount = first(entry, "Amt").orElseThrow(() -> wrong(entry, "bank.noAmount"));
    String currency = amount.getAttribute("Ccy");
    String day =
        first(entry, "BookgDt")
            .flatMap(booked -> text(booked, "Dt").or(() -> text(booked, "DtTm")))
            .orElseThrow(() -> wrong(entry, "bank.noDay"));
    String reference =
        text(entry, "Ustrd")
            .or(() -> text(entry, "EndToEndId"))
            .or(() -> text(entry, "NtryRef"))
            .orElse("");
    return new Credit(day(entry, day), minor(amount, currency), currency, reference);
  }

  private BusinessDay day(Element at, String dateOrTime) {
    try {
      return new BusinessDay(dateOrTime.substring(0, Math.min(10, dateOrTime.length())));
    } catch (IllegalArgumentException e) {
      throw wrong(at, "bank.day", dateOrTime);
    }
  }

  private long minor(Element amount, String currency) {
    String text = amount.getTextContent().strip();
    try {
      int digits = java.util.Currency.getInstance(currency).getDefaultFractionDigits();
      return new BigDecimal(text).movePointRight(digits).longValueExact();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw wrong(amount, "bank.amount", text, currency);
    }
  }

  private InputException wrong(Element at, String key, Object... values) {
    return InputException.at(Place.at(file, BankXml.line(at), 0), key, values);
  }

  private static boolean isBooked(Element entry) {
    return first(entry, "Sts")
        .map(status -> status.getTextContent().strip())
        .filter("BOOK"::equals)
        .isPresent();
  }

  private static Optional<String> text(Element of, String name) {
    return first(of, name).map(element -> element.getTextContent().strip());
  }

  private static Optional<Element> first(Element of, String name) {
    return all(of, name).stream().findFirst();
  }

  private static List<Element> all(Element of, String name) {
    NodeList found = of.getElementsByTagNameNS("*", name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      Node node = found.item(i);
      if (node instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }
}

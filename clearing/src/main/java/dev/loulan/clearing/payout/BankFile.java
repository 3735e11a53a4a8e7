package dev.loulan.clearing.payout;

import dev.loulan.domain.BusinessDay;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What a bank answers: a status report (pain.002) or a day's account statement (camt.053), whatever
 * version of the message. No external entity is read.
 */
public final class BankFile {
  private static final String SECURE = "http://apache.org/xml/features/disallow-doctype-decl";

  private final Element root;

  private BankFile(Element root) {
    this.root = root;
  }

  /**
   * What became of a transfer.
   *
   * @param status code of ISO 20022's ExternalPaymentTransactionStatus, or {@code BOOK}
   */
  public record Answer(String endToEndId, String status, Optional<String> reason) {}

  /** A credit on the account: what a payment provider paid out, for instance. */
  public record Credit(BusinessDay bookedOn, long amountMinor, String currency, String reference) {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException when it is neither of the two
   */
  public static BankFile read(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(SECURE, true);
      factory.setNamespaceAware(true);
      Document document =
          factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
      BankFile file = new BankFile(document.getDocumentElement());
      if (file.root.getElementsByTagNameNS("*", "CstmrPmtStsRpt").getLength()
              + file.root.getElementsByTagNameNS("*", "BkToCstmrStmt").getLength()
          == 0) {
        throw new IllegalArgumentException(
            "The file is neither a payment status report (pain.002) nor an account statement"
                + " (camt.053)");
      }
      return file;
    } catch (ParserConfigurationException | java.io.IOException e) {
      throw new IllegalStateException("Every Java reads XML", e);
    } catch (SAXException e) {
      throw new IllegalArgumentException("The bank's file is no XML: " + e.getMessage(), e);
    }
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
        .orElseThrow(() -> new IllegalArgumentException("The account statement has no Id"));
  }

  /** The last day that the account statement tells of. */
  public BusinessDay until() {
    Optional<String> said =
        first(root, "FrToDt")
            .flatMap(period -> text(period, "ToDtTm").or(() -> text(period, "ToDt")));
    Optional<BusinessDay> lastBooked =
        all(root, "BookgDt").stream()
            .map(booked -> day(booked.getTextContent().strip()))
            .max(Comparator.naturalOrder());
    return said.map(BankFile::day)
        .or(() -> lastBooked)
        .orElseThrow(() ->
            new IllegalArgumentException("The account statement neither has a period nor entries"));
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

  private static Credit credit(Element entry) {
    Element amount =
        first(entry, "Amt")
            .orElseThrow(() -> new IllegalArgumentException("An entry has no amount"));
    String currency = amount.getAttribute("Ccy");
    String day =
        first(entry, "BookgDt")
            .flatMap(booked -> text(booked, "Dt").or(() -> text(booked, "DtTm")))
            .orElseThrow(() -> new IllegalArgumentException("An entry has no booking date"));
    String reference =
        text(entry, "Ustrd")
            .or(() -> text(entry, "EndToEndId"))
            .or(() -> text(entry, "NtryRef"))
            .orElse("");
    return new Credit(
        day(day), minor(amount.getTextContent().strip(), currency), currency, reference);
  }

  private static BusinessDay day(String dateOrTime) {
    return new BusinessDay(dateOrTime.substring(0, Math.min(10, dateOrTime.length())));
  }

  private static long minor(String amount, String currency) {
    try {
      int digits = java.util.Currency.getInstance(currency).getDefaultFractionDigits();
      return new java.math.BigDecimal(amount).movePointRight(digits).longValueExact();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "'" + amount + " " + currency + "' is no amount of a known currency", e);
    }
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

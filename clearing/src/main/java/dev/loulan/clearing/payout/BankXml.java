package dev.loulan.clearing.payout;

import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.text.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** An XML file as a document whose elements know their line. No external entity is read. */
final class BankXml extends DefaultHandler {
  private static final String SECURE = "http://apache.org/xml/features/disallow-doctype-decl";
  private static final String LINE = "line";

  private final Document document;
  private final Deque<Node> open = new ArrayDeque<>();
  private @Nullable Locator locator;

  private BankXml(Document document) {
    this.document = document;
    open.push(document);
  }

  /**
   * The root of a file's document.
   *
   * @throws InputException naming line and column when it is no XML
   */
  static Element root(String file, byte[] bytes) {
    try {
      BankXml xml =
          new BankXml(DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument());
      SAXParserFactory factory = SAXParserFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(SECURE, true);
      factory.newSAXParser().parse(new ByteArrayInputStream(bytes), xml);
      return xml.document.getDocumentElement();
    } catch (SAXParseException e) {
      throw InputException.at(
          Place.at(file, e.getLineNumber(), e.getColumnNumber()), "bank.xml", e.getMessage());
    } catch (SAXException | IOException e) {
      // Bytes that are not in the encoding which the file itself names.
      throw InputException.at(Place.of(file), "bank.xml", e.getMessage());
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("Every Java reads XML", e);
    }
  }

  /** The line on which an element begins. */
  static long line(Element element) {
    return element.getUserData(LINE) instanceof Integer line ? line : 0;
  }

  @Override
  public void setDocumentLocator(Locator where) {
    locator = where;
  }

  @Override
  public void startElement(String uri, String name, String qualified, Attributes attributes) {
    Element element = document.createElementNS(uri, name);
    for (int i = 0; i < attributes.getLength(); i++) {
      element.setAttribute(attributes.getQName(i), attributes.getValue(i));
    }
    element.setUserData(LINE, locator == null ? 0 : locator.getLineNumber(), null);
    open.element().appendChild(element);
    open.push(element);
  }

  @Override
  public void endElement(String uri, String name, String qualified) {
    open.pop();
  }

  @Override
  public void characters(char[] text, int from, int length) {
    if (open.element() instanceof Element element) {
      element.appendChild(document.createTextNode(new String(text, from, length)));
    }
  }
}

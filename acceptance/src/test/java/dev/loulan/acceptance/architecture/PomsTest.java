package dev.loulan.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.needs.Needs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** What the modules' build files must keep to, so that each word of the launcher builds. */
class PomsTest {
  private static final String TEST_JARS = "count(//dependency[type='test-jar'])";
  private static final String ASKED_FOR_ALWAYS =
      "count(//dependency[type='test-jar'][not(ancestor::profile[id='tests'])])";

  /** The launcher builds without tests, and then nobody makes another module's test classes. */
  @Test
  void test_classes_of_another_module_are_asked_for_only_where_tests_are_built() throws Exception {
    TreeMap<String, Double> always = new TreeMap<>();
    double found = 0;
    for (Path pom : poms()) {
      Document document = read(pom);
      found += count(document, TEST_JARS);
      always.put(pom.toString(), count(document, ASKED_FOR_ALWAYS));
    }
    assertThat(found).as("such dependencies at all").isPositive();
    assertThat(always.values()).as(always.toString()).containsOnly(0.0);
  }

  private static List<Path> poms() throws IOException {
    try (Stream<Path> folders = Files.list(Needs.project())) {
      return folders.map(folder -> folder.resolve("pom.xml")).filter(Files::exists).toList();
    }
  }

  private static Document read(Path pom)
      throws IOException, ParserConfigurationException, SAXException {
    try (InputStream in = Files.newInputStream(pom)) {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
    }
  }

  private static double count(Document document, String what) throws XPathExpressionException {
    return XPathFactory.newInstance().newXPath().evaluateExpression(what, document, Double.class);
  }
}

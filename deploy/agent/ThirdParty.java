import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Writes the licence notices of what a native agent is made of: {@code java ThirdParty.java BOM LIBRARIES}.
 *
 * <p>First each library of the bill of materials (CycloneDX, XML) that is among the jars, with its licences; then the
 * licence and notice texts found in those jars, each text once with the jars that carry it. A library without a licence is
 * an error: nothing is shipped whose terms are not known.
 */
final class ThirdParty {
  private record Library(String group, String name, String version, List<String> licences) {
    boolean isIn(Path jar) {
      return jar.getFileName().toString().endsWith(group + "." + name + "-" + version + ".jar");
    }

    @Override
    public String toString() {
      return group + ":" + name + ":" + version;
    }
  }

  void main(String[] args) throws Exception {
    List<Path> jars;
    try (Stream<Path> files = Files.list(Path.of(args[1]))) {
      jars = files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
    }
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    out.println("Loulan Edge agent contains these libraries, each under the licences named beside it.\n");
    TreeMap<String, TreeSet<String>> texts = new TreeMap<>();
    List<Library> libraries = libraries(Path.of(args[0]));
    for (Path jar : jars) {
      Library library =
          libraries.stream()
              .filter(l -> l.isIn(jar))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException(jar + " is not in the bill of materials"));
      if (library.group().equals("dev.loulan")) {
        continue;
      }
      if (library.licences().isEmpty()) {
        throw new IllegalStateException("No licence is known of " + library);
      }
      out.println("  " + library + ": " + String.join(" or ", library.licences()));
      for (String text : texts(jar)) {
        texts.computeIfAbsent(text, _ -> new TreeSet<>()).add(library.toString());
      }
    }
    out.println(
        """
          OpenJDK's class library and the run-time of GraalVM native image: GPL-2.0 with the Classpath Exception
          SQLite, inside sqlite-jdbc: public domain
          libgpiod, inside pi4j-library-gpiod: LGPL-2.1-or-later""");
    for (Map.Entry<String, TreeSet<String>> text : texts.entrySet()) {
      out.println("\n" + "=".repeat(78) + "\nFrom " + String.join(", ", text.getValue()) + "\n");
      out.println(text.getKey());
    }
    out.flush();
  }

  private static List<Library> libraries(Path bom) throws Exception {
    NodeList components =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(bom.toFile())
            .getElementsByTagName("component");
    List<Library> libraries = new ArrayList<>();
    for (int i = 0; i < components.getLength(); i++) {
      Element component = (Element) components.item(i);
      libraries.add(
          new Library(
              child(component, "group"),
              child(component, "name"),
              child(component, "version"),
              licences(component)));
    }
    return libraries;
  }

  private static String child(Element of, String name) {
    for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeName().equals(name)) {
        return node.getTextContent().strip();
      }
    }
    return "";
  }

  private static List<String> licences(Element component) {
    List<String> found = new ArrayList<>();
    for (String tag : List.of("id", "name", "expression")) {
      NodeList nodes = component.getElementsByTagName(tag);
      for (int i = 0; i < nodes.getLength(); i++) {
        String parent = nodes.item(i).getParentNode().getNodeName();
        if (parent.equals("license") || parent.equals("licenses")) {
          found.add(nodes.item(i).getTextContent().strip());
        }
      }
    }
    return found;
  }

  private static List<String> texts(Path jar) throws IOException {
    List<String> texts = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (var entry : file.stream().filter(e -> !e.isDirectory()).toList()) {
        String name = entry.getName().toUpperCase(Locale.ROOT);
        if (name.matches("(META-INF/)?(LICEN[SC]E|NOTICE|COPYING|ABOUT)([-_.A-Z0-9]*)?(\\.(TXT|MD))?")) {
          try (InputStream in = file.getInputStream(entry)) {
            texts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().replace("\r", ""));
          }
        }
      }
    }
    return texts;
  }
}

package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.needs.FreePorts;
import dev.loulan.needs.Needs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Four companies, each with a folder, an address and authorities of its own, as docs/operating/
 * consortium.md has them on hosts of their own. Only what is in {@code give} goes to the others.
 */
final class ThreeCompanies implements AutoCloseable {
  static final List<String> MEMBERS = List.of("operator", "host", "supplier");
  private static final List<String> ALL = List.of("operator", "host", "supplier", "platform");
  private static final int LOCAL_PORTS = 10;
  private static final long PATIENCE_SECONDS = 180;

  private final Path folder;
  private final Path script;

  ThreeCompanies(Path folder) throws IOException {
    this.folder = folder;
    this.script = Needs.project().resolve("deploy/fabric/company");
    int ports = FreePorts.first(0, 1, 10, 20, 30, 40);
    List<String> agreed = new ArrayList<>();
    agreed.add("companies=" + String.join(" ", ALL));
    agreed.add("members=" + String.join(" ", MEMBERS));
    for (int i = 0; i < ALL.size(); i++) {
      agreed.add(ALL.get(i) + "=127.0.0." + (i + 2));
    }
    agreed.add("orderer-port=" + ports);
    agreed.add("peer-port=" + (ports + 1));
    agreed.add("contract-version=2");
    for (int i = 0; i < ALL.size(); i++) {
      Path own = Files.createDirectories(folder.resolve(ALL.get(i)));
      Files.write(own.resolve("consortium.properties"), agreed);
      does(ALL.get(i), "certificates", ALL.get(i), ports + LOCAL_PORTS * (i + 1));
    }
  }

  /** Steps 3 to 6; {@code example} is the folder of a network on one machine. */
  void walk(Path example) throws IOException {
    Path chaincode = Needs.project().resolve("chaincode/target/loulan-chaincode.jar");
    for (String from : ALL) {
      for (String to : ALL) {
        copy(folder.resolve(from).resolve("give"), folder.resolve(to).resolve("got/" + from));
      }
    }
    does("operator", "block", example);
    for (String company : ALL) {
      Path block = folder.resolve(company).resolve("genesis.block");
      if (!company.equals("operator")) {
        Files.copy(folder.resolve("operator/genesis.block"), block);
        assertThat(does(company, "show", block)).contains("SupplierMSP", "127.0.0.4");
      }
      does(company, "configure", example, chaincode);
      does(company, "start");
    }
    ALL.forEach(company -> does(company, "join"));
    MEMBERS.forEach(company -> does(company, "install"));
    String last = "";
    for (String company : MEMBERS) {
      last = does(company, "approve");
    }
    assertThat(last.lines()).hasSize(6).allMatch(line -> line.endsWith(": true"));
    does("operator", "commit");
    MEMBERS.forEach(company -> does(company, "gateway"));
  }

  /** No company has a key of another. */
  void keysStayAtHome() throws IOException {
    Set<String> keys = new HashSet<>();
    int found = 0;
    for (String company : ALL) {
      try (Stream<Path> files = Files.walk(folder.resolve(company))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String text =
              new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
          if (file.toString().endsWith(".key") || file.endsWith("key.pem")) {
            assertThat(keys.add(text)).as(file.toString()).isTrue();
            found++;
          }
          if (file.startsWith(folder.resolve(company).resolve("give"))
              || file.startsWith(folder.resolve(company).resolve("got"))) {
            assertThat(text).as(file.toString()).doesNotContain("PRIVATE KEY");
          }
        }
      }
    }
    assertThat(found).isGreaterThan(4 * 4);
  }

  Path gateway(String company) {
    return folder.resolve(company).resolve("gateway.properties");
  }

  /** A word of the script in a company's folder, which must end well. */
  private String does(String company, Object... words) {
    List<String> command = new ArrayList<>(List.of("bash", script.toString()));
    Stream.of(words).map(Object::toString).forEach(command::add);
    try {
      Path said = folder.resolve(company + "." + words[0] + ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.resolve(company).toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().merge("PATH", built() + ":", (path, first) -> first + path);
      Process process = builder.start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      String text = Files.readString(said);
      assertThat(ended).as(company + " " + List.of(words) + ": " + text).isTrue();
      assertThat(process.exitValue()).as(company + " " + List.of(words) + ": " + text).isZero();
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError("Interrupted at " + company, e);
    }
  }

  /** Where {@code ./loulan fabric install} puts Fabric's programs; FABRIC_BIN goes before it. */
  private static Path built() {
    return Needs.project().resolve(".loulan/fabric/bin");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (!Files.exists(target)) {
          Files.copy(file, target);
        }
      }
    }
  }

  @Override
  public void close() {
    ALL.forEach(company -> does(company, "stop"));
  }
}

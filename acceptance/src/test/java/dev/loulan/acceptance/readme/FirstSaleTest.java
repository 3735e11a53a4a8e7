package dev.loulan.acceptance.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Leads a reader of the README to the first sale on the ledger. */
class FirstSaleTest {
  private static final int MOST_COMMANDS = 10;

  @Test
  void the_readme_says_what_it_is_and_names_the_two_commands_first() throws IOException {
    String readme = Files.readString(root().resolve("README.md"));
    assertThat(readme.substring(0, readme.indexOf("\n## ")))
        .contains("    ./loulan demo\n", "    ./loulan test\n");
  }

  @Test
  @Timeout(120)
  void ten_commands_of_the_readme_lead_from_nothing_to_a_sale_on_the_ledger(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path root = root();
    for (String module : List.of("quarkus-app", "edge-agent")) {
      requireBuilt(root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar"));
    }
    requireBuilt(root.resolve("cli/target/loulan-cli.jar"));
    List<String> commands = ReadmeCommands.firstSale(root.resolve("README.md"));
    assertThat(commands).hasSizeLessThanOrEqualTo(MOST_COMMANDS);

    try (Reader reader = new Reader(root, folder)) {
      for (String command : commands) {
        reader.types(command);
      }
      String token = Files.readString(folder.resolve("server/admin.token")).strip();
      Fields ledger = ledger(reader, token);
      for (int i = 0; i < 200 && ledger.integer("sales") == 0; i++) {
        Thread.sleep(100);
        ledger = ledger(reader, token);
      }
      assertThat(ledger.integer("sales")).as(reader.said()).isEqualTo(1);
      assertThat(ledger.integer("reviews")).as(reader.said()).isZero();
      assertThat(reader.said()).endsWith("for " + ledger.integer("gross") + "\n");
      assertThat(reader.allStillRun()).as(reader.said()).isTrue();
    }
  }

  private static Fields ledger(Reader reader, String token)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(reader.server() + "/api/v1/status"))
            .header("Authorization", "Bearer " + token)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      byte[] body = client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
      return Fields.of(JsonReader.read(body), "status").objectOrNone("ledger").orElseThrow();
    }
  }

  private static void requireBuilt(Path program) {
    boolean built = Files.exists(program);
    if ("true".equals(System.getenv("CI"))) {
      assertThat(program).exists();
    }
    assumeTrue(built, program + " is not built: run ./loulan test or ./loulan fast");
  }

  private static Path root() {
    return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
        .filter(folder -> Files.exists(folder.resolve("loulan")))
        .filter(folder -> Files.exists(folder.resolve("README.md")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No folder above this one holds ./loulan"));
  }
}

package dev.loulan.acceptance.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.acceptance.words.BuiltPrograms;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.needs.Needs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Leads a reader of the README to the first sale on the ledger. */
class FirstSaleTest {
  private static final int MOST_COMMANDS = 10;

  @Test
  void the_readme_says_what_it_is_and_names_the_two_commands_first() throws IOException {
    String readme = Files.readString(Needs.project().resolve("README.md"));
    assertThat(readme.substring(0, readme.indexOf("\n## ")))
        .contains("    ./loulan demo\n", "    ./loulan test\n");
  }

  @Test
  @Timeout(120)
  void ten_commands_of_the_readme_lead_from_nothing_to_a_sale_on_the_ledger(@TempDir Path folder)
      throws IOException, InterruptedException {
    BuiltPrograms.launcher();
    Path root = Needs.project();
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
}

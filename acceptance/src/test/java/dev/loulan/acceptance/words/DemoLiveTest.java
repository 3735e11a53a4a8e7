package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.needs.Needs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo as a person runs it: links that sign in once, and Ctrl-C that leaves nothing running.
 */
class DemoLiveTest {
  @TempDir private Path folder;

  @Test
  void its_links_sign_in_once_and_ctrl_c_leaves_nothing_running() throws Exception {
    Path launcher = BuiltPrograms.launcher();
    Path setsid = Needs.program("setsid", "util-linux");
    // A group of its own, as a terminal gives it: Ctrl-C goes to all of it.
    try (Loulan.Running demo =
        Loulan.at(setsid, launcher, "demo", "--speed", 50, "--data", folder.resolve("data"))
            .start()) {
      demo.awaitLine("Ctrl-C", 90);
      assertThat(demo.said()).contains("Server: ", "Broker: ", "Agent demo-1");
      String page = after(demo, "The page: ");
      assertThat(get(page + "/", "").statusCode()).isNotEqualTo(200);
      for (String account : List.of("op", "lobby-co", "acme")) {
        String link = after(demo, "Sign in once as " + account + ": ");
        HttpResponse<String> first = get(link, "");
        assertThat(first.statusCode()).isEqualTo(200);
        String cookie = first.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
        assertThat(get(page + "/", cookie).statusCode()).isEqualTo(200);
        assertThat(get(link, "").statusCode()).as("the link a second time").isEqualTo(410);
      }
      List<ProcessHandle> below = demo.process().descendants().toList();
      assertThat(below).hasSizeGreaterThanOrEqualTo(2);
      interrupt(demo.process().pid());
      assertThat(demo.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(demo.process().exitValue()).isEqualTo(130);
      assertThat(demo.said()).doesNotContain("Exception");
      for (ProcessHandle process : below) {
        process.onExit().get(15, TimeUnit.SECONDS);
      }
    }
  }

  private static String after(Loulan.Running demo, String beginning) throws InterruptedException {
    return demo.awaitLine(beginning, 10).substring(beginning.length()).strip();
  }

  private static HttpResponse<String> get(String address, String cookie)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static void interrupt(long group) throws IOException, InterruptedException {
    new ProcessBuilder("/bin/kill", "-INT", "--", "-" + group).inheritIO().start().waitFor();
  }
}

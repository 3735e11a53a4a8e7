package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever reads Chinese is told in Chinese, down to the last detail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ChineseTest {
  private Path folder;
  private LiveServer server;

  @BeforeAll
  void start(@TempDir Path shared) throws InterruptedException {
    folder = shared;
    server = LiveServer.start(folder.resolve("server"));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET  | /sales/none                      | -
          GET  | /no/such/path                    | -
          POST | /parties                         | no json
          POST | /parties                         | {"partyId":"x"}
          POST | /parties                         | {"partyId":"x","role":"king","name":"n","publicKey":"AA==","proof":"AA=="}
          POST | /devices                         | {"deviceId":"d"}
          POST | /devices                         | {"deviceId":"d","shelf":"s","site":"t","operator":"o","zone":"Moon","cutoff":"23:00","currency":"CNY","openShelf":false}
          POST | /devices/none/documents          | {"kind":"planogram"}
          POST | /agreements                      | {"agreementId":"a"}
          POST | /agreements/none/1/signatures    | {"partyId":"x","signature":"AA=="}
          POST | /accounts/links                  | {"account":"nobody"}
          POST | /adjustments                     | {"adjustmentId":"a","kind":"review","target":"x:y:1","day":"2026-01-01","lines":[],"partyId":"p","signature":"AA=="}
          POST | /bills                           | {"day":"monday"}
          POST | /settlements                     | {"day":"2026-11-23","currency":"USD"}
          POST | /settlements                     | {"day":"monday","currency":"USD"}
          POST | /hooks                           | {"url":"ftp://example.com/x","kinds":["sale"]}
          POST | /hooks                           | {"url":"https://127.0.0.1/x","kinds":["sale"]}
          GET  | /hooks/none/deliveries           | -
          GET  | /devices/none/quarantine         | -
          """)
  void a_problem_is_told_in_chinese(String method, String path, String body) {
    LiveServer.Answer answer = server.call(method, "/api/v1" + path, body, "zh-CN,zh;q=0.9");
    assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
    JsonNode problem = answer.json();
    assertThat(problem.required("code").textValue()).isNotBlank();
    Chinese.assertOnly(problem.required("title").textValue());
    Chinese.assertOnly(problem.required("detail").textValue());
    JsonNode english = server.call(method, "/api/v1" + path, body, "en").json();
    assertThat(english.required("code")).isEqualTo(problem.required("code"));
    assertThat(english.required("detail").textValue()).doesNotContainPattern("\\p{IsHan}");
  }

  @Test
  void a_word_tells_in_chinese_what_the_server_and_its_own_parts_refuse() throws IOException {
    Path noise = Files.write(folder.resolve("noise"), new byte[] {(byte) 0xff, (byte) 0xfe, 1, 2});
    Path text = Files.writeString(folder.resolve("text"), "no terms\n", StandardCharsets.UTF_8);
    List<Loulan> refused =
        List.of(
            server.word("device", "revoke", "shelf-9"),
            server.word("link", "nobody"),
            Loulan.word("journal", "verify", noise),
            Loulan.word("statement", "verify", text),
            Loulan.word("agreement", "propose", noise, "--key", noise),
            Loulan.word("party", "key", Path.of("/proc/loulan.key"), "--role", "host", "--offline"),
            Loulan.word("clear", text),
            Loulan.word("infer", text),
            Loulan.word("server", "--config", noise),
            Loulan.word("agent", "--config", noise).with("LOULAN_AGENT", "jvm"));
    for (Loulan word : refused) {
      Outcome outcome = word.inChinese().run();
      assertThat(outcome.exitCode()).as(outcome.toString()).isBetween(1, 3);
      Chinese.assertOnly(outcome.err());
    }
  }
}

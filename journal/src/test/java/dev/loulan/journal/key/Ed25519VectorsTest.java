package dev.loulan.journal.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.upokecenter.cbor.CBORObject;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.needs.Needs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Wycheproof: every verdict agrees. */
class Ed25519VectorsTest {

  @Test
  void verdicts_agree_with_wycheproof() throws IOException {
    int tests = 0;
    for (CBORObject group : read().get("testGroups").getValues()) {
      Bytes key = Bytes.ofHex(group.get("publicKey").get("pk").AsString());
      for (CBORObject test : group.get("tests").getValues()) {
        boolean verdict =
            Ed25519.verify(
                key,
                Bytes.ofHex(test.get("msg").AsString()).toArray(),
                Bytes.ofHex(test.get("sig").AsString()));
        assertThat(verdict)
            .as("test %s: %s", test.get("tcId"), test.get("comment"))
            .isEqualTo("valid".equals(test.get("result").AsString()));
        tests++;
      }
    }
    assertThat(tests).isEqualTo(151);
  }

  private static CBORObject read() throws IOException {
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(Needs.data("wycheproof/ed25519_test.json.gz")))) {
      return CBORObject.FromJSONString(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}

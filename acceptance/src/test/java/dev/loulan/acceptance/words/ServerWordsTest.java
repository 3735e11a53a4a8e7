package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loulan.needs.Needs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The words that run the product without the demo, asked one after the other of one live server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class ServerWordsTest {
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

  @Test
  @Order(1)
  void party_key_makes_a_key_that_only_its_owner_reads_and_registers_it_once() throws IOException {
    for (List<String> party :
        List.of(
            List.of("op", "operator"), List.of("lobby-co", "host"), List.of("acme", "supplier"))) {
      assertThat(done("party", "key", key(party.getFirst()), "--role", party.getLast())).hasSize(3);
      assertThat(certificate(party.getFirst()).getSubjectX500Principal().getName())
          .isEqualTo("CN=" + party.getFirst() + ",OU=" + party.getLast());
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(key(party.getFirst()))))
          .isEqualTo("rw-------");
    }
    String before = Files.readString(key("op"));
    assertThat(done("party", "key", key("op"), "--role", "operator")).hasSize(3);
    assertThat(Files.readString(key("op"))).as("a key that exists is kept").isEqualTo(before);
    refused(
        1,
        "op",
        "party",
        "key",
        folder.resolve("keys/op2.key"),
        "--id",
        "op",
        "--role",
        "operator");
    refused(2, "boss", "party", "key", folder.resolve("keys/x.key"), "--role", "boss");
    assertThat(
            json(
                Loulan.word("party", "key", key("alone"), "--role", "host", "--offline", "--json")))
        .hasSize(1);
  }

  @Test
  @Order(2)
  void an_agreement_is_in_force_with_three_signatures_of_their_own_and_not_before() {
    Path terms = Needs.project().resolve("examples/agreement.json");
    List<String> two =
        done("agreement", "propose", terms, "--key", key("op"), "--key", key("lobby-co"));
    assertThat(two.getLast()).doesNotContain("in force");
    refused(2, "acme", "agreement", "sign", terms, "--key", "acme=" + key("op"));
    assertThat(done("agreement", "sign", terms, "--key", key("acme")).getLast())
        .contains("in force");
    refused(2, "nothing.json", "agreement", "propose", folder.resolve("nothing.json"));
  }

  @Test
  @Order(3)
  void devices_are_added_listed_and_revoked() {
    JsonNode added =
        server
            .word("device", "add", "shelf-1", "--shelf", "lobby", "--operator", "op", "--json")
            .run()
            .exits(0)
            .json();
    assertThat(added.required("claim").textValue()).isNotBlank();
    assertThat(texts(added.required("done"))).isNotEmpty();
    done("device", "add", "shelf-2", "--shelf", "lobby", "--operator", "op");
    refused(1, "shelf-1", "device", "add", "shelf-1", "--shelf", "cellar", "--operator", "op");
    refused(2, "zone", "device", "add", "s3", "--shelf", "x", "--operator", "op", "--zone", "Moon");
    refused(2, "shelf-9", "device", "revoke", "shelf-9");
    assertThat(done("device", "revoke", "shelf-2").getFirst()).contains("shelf-2");
    JsonNode list = server.word("device", "list", "--json").run().exits(0).json();
    assertThat(texts(list.required("done"))).hasSize(2);
    assertThat(list.at("/devices/0/state").textValue()).isEqualTo("new");
    assertThat(list.at("/devices/1/state").textValue()).isEqualTo("revoked");
    assertThat(server.word("device", "list").run().exits(0).out()).contains("shelf-1", "revoked");
  }

  @Test
  @Order(4)
  void planogram_and_prices_are_pushed_as_signed_versions() throws IOException {
    Path shelf = Needs.project().resolve("examples/shelf");
    refused(2, "op", push(shelf, "shelf-1", "acme"));
    assertThat(done(push(shelf, "shelf-1", "op"))).hasSize(2);
    Object[] prices =
        words("price", "push", shelf, "--device", "shelf-1", "--key", key("op"), "--from");
    assertThat(done(words(prices, "2027-01-01T06:00:00+08:00")).getFirst())
        .contains("shelf-1", "2027-01-01T06:00+08:00");
    refused(2, "tomorrow", words(prices, "tomorrow"));
    refused(2, "shelf-9", push(shelf, "shelf-9", "op"));
    refused(
        2, "products.csv", push(Files.createDirectory(folder.resolve("empty")), "shelf-1", "op"));
    JsonNode dirty = server.word(push(dirtyShelf(), "shelf-1", "op")).run().exits(0).json();
    assertThat(texts(dirty.required("warnings"))).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  @Order(5)
  void links_bills_and_settlements_speak_of_accounts_and_days() throws IOException {
    assertThat(done("link", "acme").getFirst()).startsWith(server.address() + "/");
    Path secret = Files.writeString(folder.resolve("secret"), "a long enough secret\n");
    assertThat(json(server.word("password", "acme", "--json").reading(secret))).hasSize(1);
    Path tooShort = Files.writeString(folder.resolve("short"), "short\n");
    assertThat(server.word("password", "acme").reading(tooShort).run().refusal(2)).contains("10");
    refused(2, "nobody", "link", "nobody");
    assertThat(done("restock", "shelf-1").getFirst()).contains("shelf-1");
    assertThat(done("restock", "shelf-1", "--off").getFirst()).contains("shelf-1");
    refused(2, "shelf-9", "restock", "shelf-9");
    assertThat(server.word("review", "list", "--json").run().exits(0).json().required("reviews"))
        .isEmpty();
    refused(2, "none:00:1", "review", "answer", "none:00:1", "--key", key("op"), "--nothing");
    refused(2, "--nothing", "review", "answer", "none:00:1", "--key", key("op"));
    Path bill =
        Files.writeString(
            folder.resolve("bill.json"),
            """
            {"day":"2026-11-23","provider":"demo-pay","merchant":"m1","currency":"USD","digest":null,
             "lines":[{"reference":"r-1","amount":300}]}
            """);
    assertThat(done("bill", bill).getFirst()).contains("1");
    refused(2, "none.json", "bill", folder.resolve("none.json"));
    refused(
        2,
        "lines",
        "bill",
        Files.writeString(
            folder.resolve("b.json"),
            "{\"day\":\"2026-11-23\",\"provider\":\"p\",\"merchant\":\"m\",\"currency\":\"USD\",\"digest\":null}"));
    refused(2, "monday", "settle", "monday");
  }

  @Test
  @Order(6)
  void a_backup_is_restored_into_an_empty_folder_and_a_server_goes_on_from_it()
      throws IOException, InterruptedException {
    Path archive = folder.resolve("backup.tar");
    assertThat(done("backup", archive, "--keys").getFirst()).contains("backup.tar");
    refused(2, "backup.tar", "backup", archive);
    JsonNode without =
        server.word("backup", folder.resolve("public.tar"), "--json").run().exits(0).json();
    assertThat(texts(without.required("warnings"))).hasSize(1);
    Path restored = folder.resolve("restored");
    assertThat(json(Loulan.word("restore", archive, "--into", restored, "--json"))).hasSize(1);
    assertThat(Loulan.word("restore", archive, "--into", restored).run().refusal(2))
        .contains("restored");
    try (LiveServer second = LiveServer.start(restored)) {
      assertThat(second.word("device", "list").run().exits(0).out()).contains("shelf-1", "revoked");
    }
    damagedArchivesAreRefused(archive);
  }

  private void damagedArchivesAreRefused(Path archive) throws IOException {
    byte[] bytes = Files.readAllBytes(archive);
    Path cut =
        Files.write(folder.resolve("cut.tar"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
    Path into = folder.resolve("from-cut");
    assertThat(Loulan.word("restore", cut, "--into", into).run().refusal(1)).contains("cut.tar");
    try (Stream<Path> left = Files.exists(into) ? Files.list(into) : Stream.empty()) {
      assertThat(left.toList()).as("what was written of a damaged archive").isEmpty();
    }
    Path text = Files.writeString(folder.resolve("text.tar"), "no archive\n".repeat(100));
    assertThat(Loulan.word("restore", text, "--into", into).run().refusal(1)).contains("text.tar");
    Path none = folder.resolve("none.tar");
    assertThat(Loulan.word("restore", none, "--into", into).run().refusal(2)).contains("none.tar");
  }

  @Test
  @Order(7)
  void a_wrong_token_and_a_server_that_is_not_there_are_said() throws IOException {
    Path token = Files.writeString(folder.resolve("wrong.token"), "guess\n");
    Object[] list = {"device", "list", "--server", server.address(), "--token"};
    assertThat(Loulan.word(words(list, token)).run().refusal(2)).contains("token");
    assertThat(Loulan.word(words(list, folder.resolve("no.token"))).run().refusal(2))
        .contains("no.token");
    Outcome away =
        Loulan.word("device", "list", "--server", "http://127.0.0.1:" + LiveServer.freePort())
            .run()
            .exits(1);
    assertThat(away.err()).contains("127.0.0.1").doesNotContain("Exception");
    assertThat(Loulan.word("device", "list", "--server", "nonsense").run().refusal(2))
        .contains("nonsense");
  }

  @Test
  @Order(8)
  void a_server_that_is_told_to_stop_ends_with_exit_code_0() throws InterruptedException {
    assertThat(server.stop()).isZero();
  }

  /** The certificate beside a party's key, checked against the server's own authority. */
  private X509Certificate certificate(String party) {
    try {
      X509Certificate issued = read(folder.resolve("keys").resolve(party + ".crt"));
      issued.verify(read(server.data().resolve("identity/ca.crt")).getPublicKey());
      return issued;
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(party + " is not admitted by the authority", e);
    }
  }

  private static X509Certificate read(Path pem) throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(pem)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private Object[] push(Path shelf, String device, String signer) {
    return words(
        "planogram",
        "push",
        shelf,
        "--device",
        device,
        "--supplier",
        "acme",
        "--key",
        key(signer),
        "--json");
  }

  private Path dirtyShelf() throws IOException {
    Path dirty = Files.createDirectory(folder.resolve("dirty"));
    Files.writeString(
        dirty.resolve("products.csv"),
        """
        gtin,name,unit_weight_g,price
        2000000000015,Tea,545,350
        123,Short,10,100
        2000000000022,No price,348,
        2000000000039,No weight,,275
        """,
        StandardCharsets.UTF_8);
    Files.writeString(
        dirty.resolve("planogram.csv"),
        "gtin,positions_gondola.shelf.plate\n2000000000015,1.1.1\n2000000000046,1.1.2\n");
    return dirty;
  }

  private Path key(String party) {
    return folder.resolve("keys").resolve(party + ".key");
  }

  private static Object[] words(Object... words) {
    return words;
  }

  private static Object[] words(Object[] first, Object last) {
    return Stream.concat(Stream.of(first), Stream.of(last)).toArray();
  }

  /** What the word says it did: the shape that other programs rely on. */
  private List<String> done(Object... words) {
    Object[] all =
        List.of(words).contains("--json")
            ? words
            : Stream.concat(Stream.of(words), Stream.of("--json")).toArray();
    return json(server.word(all));
  }

  private static List<String> json(Loulan word) {
    JsonNode json = word.run().exits(0).json();
    assertThat(json.required("warnings").isArray()).isTrue();
    List<String> done = texts(json.required("done"));
    assertThat(done).isNotEmpty().noneMatch(String::isBlank);
    return done;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::textValue).toList();
  }

  private void refused(int code, String names, Object... words) {
    assertThat(server.word(words).run().refusal(code)).contains(names);
  }
}

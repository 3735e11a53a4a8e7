package dev.loulan.journal.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.upokecenter.cbor.CBOREncodeOptions;
import com.upokecenter.cbor.CBORObject;
import dev.loulan.journal.Samples;
import dev.loulan.journal.entry.EntryFormatException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The bytes of one entry of every type, as released. A line that changes here is a change of the
 * format, which needs another version.
 */
class GoldenEntriesTest {

  private static final EpochId EPOCH = EpochId.ofHex("000102030405060708090a0b0c0d0e0f");
  private static final CBOREncodeOptions CANONICAL = new CBOREncodeOptions("ctap2canonical=true");

  @Test
  void entries_of_every_type_keep_their_released_bytes() throws IOException {
    List<String> golden = golden();
    List<JournalEntry> entries = entries();
    assertThat(entries).hasSameSizeAs(EntryType.values());
    for (int i = 0; i < entries.size(); i++) {
      byte[] bytes = EntryCodec.encode(entries.get(i));
      assertThat(entries.get(i).type().word() + " " + Bytes.of(bytes).hex())
          .isEqualTo(i < golden.size() ? golden.get(i) : "");
      assertThat(EntryCodec.decode(bytes)).isEqualTo(entries.get(i));
    }
  }

  @Test
  void the_released_bytes_are_what_the_cddl_says() throws IOException {
    Cddl cddl = Cddl.read(projectFile("docs/formats/journal.cddl"));
    for (String line : golden()) {
      CBORObject entry = CBORObject.DecodeFromBytes(Bytes.ofHex(line.split(" ", -1)[1]).toArray());
      assertThat(cddl.faults(entry)).as(line).isEmpty();
    }
    CBORObject unknown = golden(6).Add(23, "more");
    assertThat(cddl.faults(unknown)).containsExactly("weight-step-body: unknown key 23");
  }

  @Test
  void the_tables_for_people_name_each_field_of_the_cddl() throws IOException {
    String tables = Files.readString(projectFile("docs/formats/entries.md"));
    String cddl = Files.readString(projectFile("docs/formats/journal.cddl"));
    java.util.regex.Pattern.compile("(?m)^  (?:\\? )?(\\d+) => [^,]+, ; (\\w+)")
        .matcher(cddl)
        .results()
        .filter(field -> !field.group(2).equals("type"))
        .forEach(field ->
            assertThat(tables)
                .containsPattern(field.group(1) + "( \\|)? `" + field.group(2) + "`"));
  }

  @Test
  void an_entry_of_another_version_type_or_with_another_key_is_refused_by_name()
      throws IOException {
    assertRefused(golden(6).Set(0, CBORObject.FromObject(5)), Code.UNKNOWN_VERSION, "version 5");
    assertRefused(golden(6).Set(0, CBORObject.FromObject(2)), Code.WRONG_VALUE, "version 2");
    assertRefused(golden(18).Add(12, new byte[64]), Code.WRONG_VALUE, "its content is version 2");
    assertRefused(golden(6).Set(1, CBORObject.FromObject(99)), Code.UNKNOWN_TYPE, "type 99");
    assertRefused(golden(6).Add(23, "more"), Code.UNKNOWN_KEY, "23");
    CBORObject lacking = golden(6);
    lacking.Remove(CBORObject.FromObject(13));
    assertRefused(lacking, Code.MISSING_KEY, "key 13");
    assertRefused(golden(6).Set(15, CBORObject.FromObject("x")), Code.WRONG_VALUE, "key 15");
    assertRefused(golden(6).Set(16, CBORObject.FromObject(-1)), Code.WRONG_VALUE, "key 16");
    assertRefused(golden(6).Set(17, CBORObject.FromObject(9)), Code.WRONG_VALUE, "known word");
    assertRefused(golden(8).Set(9, CBORObject.FromObject(0)), Code.WRONG_VALUE, "ledgerNo 0");
  }

  @Test
  void an_imported_entry_is_version_3_and_names_its_file_and_neither_goes_without_the_other()
      throws IOException {
    JournalEntry seen = entries().get(8);
    Header header = seen.header();
    Bytes file = Bytes.ofHex("ab".repeat(32));
    Header imported =
        new Header(
            header.epoch(),
            header.seq(),
            header.atMicros(),
            header.timeTrusted(),
            header.bootId(),
            header.monotonicMicros(),
            header.blind(),
            header.ledgerNo(),
            file);
    JournalEntry entry = new JournalEntry(imported, seen.body());
    byte[] bytes = EntryCodec.encode(entry);
    assertThat(EntryCodec.decode(bytes)).isEqualTo(entry);
    assertThat(EntryCodec.toJson(entry)).contains("\"importedFrom\":\"abab");
    assertThat(
            Cddl.read(projectFile("docs/formats/journal.cddl"))
                .faults(CBORObject.DecodeFromBytes(bytes)))
        .isEmpty();
    CBORObject without = CBORObject.DecodeFromBytes(bytes);
    without.Remove(CBORObject.FromObject(99));
    assertRefused(without, Code.WRONG_VALUE, "says version 3");
    assertRefused(
        golden(8).Add(CBORObject.FromObject(99), file.toArray()),
        Code.WRONG_VALUE,
        "its content is version 3");
  }

  @Test
  void lists_of_changed_plates_and_levels_after_a_session_are_version_4() throws IOException {
    Cddl cddl = Cddl.read(projectFile("docs/formats/journal.cddl"));
    List<String> released = golden("entries-v4");
    PlateWeight plate = new PlateWeight("1/s5p4", 1_234_567);
    List<Body> bodies =
        List.of(
            new SessionOpened("s-1", null, new PlateLevels(List.of(plate), true)),
            new SessionClosed("s-1", Outcome.SALE, new PlateLevels(List.of(plate), false)),
            new SessionClosed("s-1", Outcome.NOTHING, new PlateLevels(List.of(), true)));
    for (int i = 0; i < bodies.size(); i++) {
      JournalEntry entry = new JournalEntry(entries().get(6).header(), bodies.get(i));
      byte[] bytes = EntryCodec.encode(entry);
      assertThat(Bytes.of(bytes).hex()).isEqualTo(released.get(i));
      assertThat(EntryCodec.decode(bytes)).isEqualTo(entry);
      assertThat(cddl.faults(CBORObject.DecodeFromBytes(bytes))).isEmpty();
    }
    CBORObject changes = CBORObject.DecodeFromBytes(Bytes.ofHex(released.get(2)).toArray());
    changes.Set(CBORObject.FromObject(13), CBORObject.False);
    assertRefused(changes, Code.WRONG_VALUE, "true or absent");
    changes.Set(CBORObject.FromObject(13), CBORObject.True);
    changes.Remove(CBORObject.FromObject(12));
    assertRefused(changes, Code.UNKNOWN_KEY, "13");
    CBORObject older = CBORObject.DecodeFromBytes(Bytes.ofHex(released.get(1)).toArray());
    assertRefused(older.Set(0, CBORObject.FromObject(1)), Code.WRONG_VALUE, "version 4");
  }

  @Test
  void the_same_content_in_another_encoding_is_refused() throws IOException {
    byte[] right = golden(6).EncodeToBytes(CANONICAL);
    byte[] longer = new byte[right.length + 1];
    longer[0] = (byte) 0xb8;
    longer[1] = (byte) (right[0] & 0x1f);
    System.arraycopy(right, 1, longer, 2, right.length - 1);
    assertThatThrownBy(() -> EntryCodec.decode(longer))
        .isInstanceOfSatisfying(
            EntryFormatException.class, e -> assertThat(e.code()).isEqualTo(Code.NOT_CANONICAL));
    byte[] cut = java.util.Arrays.copyOf(right, right.length - 1);
    assertThatThrownBy(() -> EntryCodec.decode(cut))
        .isInstanceOfSatisfying(
            EntryFormatException.class, e -> assertThat(e.code()).isEqualTo(Code.NOT_CBOR));
  }

  @Test
  void a_dump_names_each_field() {
    String json = EntryCodec.toJson(entries().get(8));
    assertThat(json)
        .startsWith("{\"type\":\"sale\",\"epoch\":\"000102")
        .contains(
            "\"runnerUp\":{\"gtin\":\"96385074\"", "\"grossTotalMinor\":198", "\"stepSeq\":6");
  }

  /** One entry of every type; the counters of the ledger run on. */
  static List<JournalEntry> entries() {
    List<JournalEntry> entries = new ArrayList<>();
    Counters counters = Counters.ZERO;
    for (Body draft : Samples.everyBody()) {
      Body body = counters.number(draft);
      Header header =
          new Header(
              EPOCH,
              entries.size(),
              1_790_000_000_000_000L,
              true,
              Bytes.ofHex("1011121314151617"),
              1_000_000L * entries.size(),
              Bytes.ofHex("202122232425262728292a2b2c2d2e2f"),
              body.type().onLedger() ? counters.ledgerNo() + 1 : 0,
              null);
      JournalEntry entry = new JournalEntry(header, body);
      counters = counters.after(entry);
      entries.add(entry);
    }
    return entries;
  }

  private static void assertRefused(CBORObject entry, Code code, String naming) {
    byte[] bytes = entry.EncodeToBytes(CANONICAL);
    assertThatThrownBy(() -> EntryCodec.decode(bytes))
        .isInstanceOfSatisfying(
            EntryFormatException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(naming);
  }

  private static CBORObject golden(int line) throws IOException {
    return CBORObject.DecodeFromBytes(Bytes.ofHex(golden().get(line).split(" ", -1)[1]).toArray());
  }

  private static List<String> golden() throws IOException {
    return golden("entries-v1");
  }

  private static List<String> golden(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            GoldenEntriesTest.class.getResourceAsStream("/golden/" + name + ".txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static Path projectFile(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve(name))) {
      folder = Objects.requireNonNull(folder.getParent(), "no " + name + " above here");
    }
    return folder.resolve(name);
  }
}

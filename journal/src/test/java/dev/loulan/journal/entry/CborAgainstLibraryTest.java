package dev.loulan.journal.entry;

import static org.assertj.core.api.Assertions.assertThat;

import com.upokecenter.cbor.CBOREncodeOptions;
import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The entry codec and a general CBOR library must agree on every byte that either accepts. */
class CborAgainstLibraryTest {

  private static final CBOREncodeOptions CANONICAL =
      new CBOREncodeOptions("ctap2canonical=true;allowduplicatekeys=false");

  private final long seed = Long.getLong("loulan.seed", new SplittableRandom().nextLong());
  private final SplittableRandom random = new SplittableRandom(seed);

  @Test
  void what_is_written_is_what_the_library_writes_for_the_same_content() {
    for (JournalEntry entry : GoldenEntriesTest.entries()) {
      byte[] ours = EntryCodec.encode(entry);
      byte[] theirs = CBORObject.DecodeFromBytes(ours).EncodeToBytes(CANONICAL);
      assertThat(Bytes.of(theirs)).as(entry.type().word()).isEqualTo(Bytes.of(ours));
    }
  }

  @Test
  void changed_bytes_are_read_only_when_the_library_finds_them_canonical_as_well() {
    System.out.println("CborAgainstLibraryTest seed " + seed);
    List<JournalEntry> entries = GoldenEntriesTest.entries();
    int read = 0;
    for (int round = 0; round < 200_000; round++) {
      byte[] bytes = changed(EntryCodec.encode(entries.get(random.nextInt(entries.size()))));
      String where = "seed " + seed + ", round " + round + ": " + Bytes.of(bytes);
      JournalEntry entry = decoded(bytes);
      if (entry != null) {
        read++;
        assertThat(isCanonical(bytes)).as(where).isTrue();
        assertThat(EntryCodec.encode(entry)).as(where).isEqualTo(bytes);
      }
    }
    // A flipped bit in a hash is another entry; were nothing read, this would show nothing.
    assertThat(read).isGreaterThan(10_000);
  }

  @Test
  void numbers_and_texts_of_every_length_come_back() {
    for (long number = 1; number > 0; number = number * 3 + 1) {
      for (long value : new long[] {number, -number, Long.MAX_VALUE, Long.MIN_VALUE}) {
        CborBuffer out = new CborBuffer();
        out.number(value);
        CBORObject theirs = CBORObject.DecodeFromBytes(out.toArray());
        assertThat(theirs.AsInt64Value()).isEqualTo(value);
        assertThat(theirs.EncodeToBytes(CANONICAL)).isEqualTo(out.toArray());
      }
    }
    for (String text : List.of("", "x", "货架", "\uD83D\uDE00".repeat(40), "a".repeat(70_000))) {
      CborBuffer out = new CborBuffer();
      out.text(text);
      CborReader in = new CborReader(out.toArray());
      in.checkAll();
      assertThat(in.text()).isEqualTo(text);
      assertThat(CBORObject.DecodeFromBytes(out.toArray()).AsString()).isEqualTo(text);
    }
  }

  private byte[] changed(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> {
        return Arrays.copyOf(bytes, at);
      }
      default -> {
        byte[] more = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, more, 0, at);
        more[at] = (byte) random.nextInt(256);
        System.arraycopy(bytes, at, more, at + 1, bytes.length - at);
        return more;
      }
    }
    return bytes;
  }

  private static @org.jspecify.annotations.Nullable JournalEntry decoded(byte[] bytes) {
    try {
      return EntryCodec.decode(bytes);
    } catch (EntryFormatException e) {
      return null;
    }
  }

  private static boolean isCanonical(byte[] bytes) {
    try {
      return Arrays.equals(CBORObject.DecodeFromBytes(bytes).EncodeToBytes(CANONICAL), bytes);
    } catch (CBORException e) {
      return false;
    }
  }
}

package dev.loulan.agent.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.provisioning.ProvisioningException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotsTest {
  private static final String NAME = "shelf.slots";
  private static final int SECTOR = 512;

  @TempDir Path folder;

  @Test
  void the_last_text_is_read_by_whoever_comes_next() {
    assertThat(read()).isEqualTo("nothing");
    for (String text : new String[] {"one", "zwei 货架", "", "four"}) {
      files().overwrite(NAME, text);
      assertThat(read()).isEqualTo(text);
    }
  }

  @Test
  void it_stays_the_same_file_of_the_same_length_that_only_its_owner_reads() throws IOException {
    files().overwrite(NAME, "one");
    files().overwrite(NAME, "two");
    Object file = Files.readAttributes(file(), BasicFileAttributes.class).fileKey();
    long length = Files.size(file());
    for (int i = 0; i < 100; i++) {
      files().overwrite(NAME, "n" + i % 10 + "t");
    }
    assertThat(Files.readAttributes(file(), BasicFileAttributes.class).fileKey()).isEqualTo(file);
    assertThat(Files.size(file())).isEqualTo(length);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  /** Sectors reach the disk in any order, and a power cut takes any of them. */
  @Test
  void a_power_cut_within_a_write_leaves_the_text_before_or_the_new_one() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String before = "nothing";
    byte[] old = new byte[0];
    for (int round = 0; round < 60; round++) {
      String text = text(random);
      files().overwrite(NAME, text);
      byte[] now = Files.readAllBytes(file());
      for (int cut = 0; cut < 20; cut++) {
        Files.write(file(), torn(old, now, random));
        assertThat(read()).as("seed %d, round %d, cut %d", seed, round, cut).isIn(before, text);
      }
      // What comes after a cut spares the text that was left.
      String left = read();
      byte[] cut = Files.readAllBytes(file());
      String next = text(random);
      files().overwrite(NAME, next);
      Files.write(file(), torn(cut, Files.readAllBytes(file()), random));
      assertThat(read()).as("seed %d, round %d, after", seed, round).isIn(left, next);
      Files.write(file(), now);
      before = text;
      old = now;
    }
  }

  @Test
  void any_altered_byte_of_the_last_text_brings_back_the_one_before() throws IOException {
    files().overwrite(NAME, "before");
    files().overwrite(NAME, "after");
    byte[] whole = Files.readAllBytes(file());
    for (int at = Slots.SIZE; at < whole.length; at++) {
      byte[] altered = whole.clone();
      altered[at] ^= 1;
      Files.write(file(), altered);
      assertThat(read()).as("byte %d", at).isEqualTo("before");
    }
  }

  @Test
  void a_text_that_no_slot_holds_is_refused_and_the_one_before_stays() {
    files().overwrite(NAME, "before");
    String long1 = "x".repeat(Slots.SIZE);
    assertThatThrownBy(() -> files().overwrite(NAME, long1))
        .isInstanceOf(ProvisioningException.class)
        .hasMessageContaining(NAME)
        .hasMessageContaining("more than a slot holds");
    assertThat(read()).isEqualTo("before");
  }

  private static String text(Random random) {
    return Integer.toString(random.nextInt(10)).repeat(random.nextInt(3_000));
  }

  private static byte[] torn(byte[] old, byte[] now, Random random) {
    byte[] torn = java.util.Arrays.copyOf(old, Math.max(old.length, now.length));
    for (int at = 0; at < now.length; at += SECTOR) {
      if (random.nextBoolean()) {
        System.arraycopy(now, at, torn, at, Math.min(SECTOR, now.length - at));
      }
    }
    return torn;
  }

  private String read() {
    return files()
        .overwritten(NAME)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("nothing");
  }

  private Path file() {
    return folder.resolve(NAME);
  }

  private DeviceFiles files() {
    return new FolderFiles(folder);
  }
}

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Says in which sections two builds of a program differ: {@code java CompareBuilds.java FIRST SECOND}.
 *
 * <p>Reads 64-bit little-endian ELF files (System V ABI, "Object Files"). A line for each section: its name, its size in both
 * files, and how many bytes differ at the same place, or {@code equal}. The last line says {@code equal} or how much of the
 * whole is. Ends with 0 also when they differ, 2 when a file is none of this format.
 */
final class CompareBuilds {
  private static final int SECTION_TABLE = 0x28;
  private static final int SECTION_COUNT = 0x3c;
  private static final int SECTION_NAMES = 0x3e;
  private static final int HEADER_BYTES = 64;
  private static final int WITHOUT_BYTES = 8;

  private record Section(long offset, long size) {}

  void main(String[] args) throws IOException {
    ByteBuffer first = read(args[0]);
    ByteBuffer second = read(args[1]);
    Map<String, Section> ours = sections(first, args[0]);
    Map<String, Section> theirs = sections(second, args[1]);
    var names = new TreeSet<>(ours.keySet());
    names.addAll(theirs.keySet());
    List<String> different = new ArrayList<>();
    long same = 0;
    long all = 0;
    for (String name : names) {
      Section a = ours.getOrDefault(name, new Section(0, 0));
      Section b = theirs.getOrDefault(name, new Section(0, 0));
      long differing = differing(first, a, second, b);
      long size = Math.max(a.size, b.size);
      all += size;
      same += size - differing;
      String found = differing == 0 ? "equal" : differing + " bytes differ";
      IO.println("%-24s %,12d %,12d  %s".formatted(name, a.size, b.size, found));
      if (differing > 0) {
        different.add(name);
      }
    }
    IO.println(
        different.isEmpty()
            ? "equal: every section of both programs"
            : String.format(
                Locale.ROOT, "different: %s; %.1f %% of all bytes are equal", String.join(" ", different), 100.0 * same / all));
  }

  private static ByteBuffer read(String file) throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(file));
    ByteBuffer elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < HEADER_BYTES || elf.getInt(0) != 0x464c457f || bytes[4] != 2 || bytes[5] != 1) {
      System.err.println(file + " is no program of 64 bits in the ELF format.");
      System.exit(2);
    }
    return elf;
  }

  private static Map<String, Section> sections(ByteBuffer elf, String file) {
    int table = Math.toIntExact(elf.getLong(SECTION_TABLE));
    int count = Short.toUnsignedInt(elf.getShort(SECTION_COUNT));
    int names = table + HEADER_BYTES * Short.toUnsignedInt(elf.getShort(SECTION_NAMES));
    long text = elf.getLong(names + 0x18);
    Map<String, Section> sections = new TreeMap<>();
    for (int i = 1; i < count; i++) {
      int header = table + HEADER_BYTES * i;
      boolean empty = elf.getInt(header + 4) == WITHOUT_BYTES;
      String name = text(elf, Math.toIntExact(text + elf.getInt(header)));
      sections.put(name, new Section(elf.getLong(header + 0x18), empty ? 0 : elf.getLong(header + 0x20)));
    }
    if (sections.isEmpty()) {
      System.err.println(file + " has no sections.");
      System.exit(2);
    }
    return sections;
  }

  private static String text(ByteBuffer elf, int from) {
    int end = from;
    while (elf.get(end) != 0) {
      end++;
    }
    return new String(elf.array(), from, end - from, StandardCharsets.UTF_8);
  }

  private static long differing(ByteBuffer first, Section a, ByteBuffer second, Section b) {
    long differing = Math.abs(a.size - b.size);
    for (long i = 0; i < Math.min(a.size, b.size); i++) {
      if (first.get(Math.toIntExact(a.offset + i)) != second.get(Math.toIntExact(b.offset + i))) {
        differing++;
      }
    }
    return differing;
  }
}

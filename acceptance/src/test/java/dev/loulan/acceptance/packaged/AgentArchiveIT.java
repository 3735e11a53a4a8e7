package dev.loulan.acceptance.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loulan.acceptance.words.Loulan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is handed to an operator: a program with all that belongs to it. */
class AgentArchiveIT {
  /** Explained in docs/operating/native.md. */
  private static final Set<String> LAID_OUT_ANEW =
      Set.of(
          ".data",
          ".dynamic",
          ".dynsym",
          ".eh_frame",
          ".eh_frame_hdr",
          ".note.gnu.build-id",
          ".rela.dyn",
          ".rodata",
          ".svm_heap",
          ".text");

  @TempDir private Path folder;

  @Test
  void archive_holds_the_program_its_unit_and_the_licence_of_every_library() throws Exception {
    Path unpacked = unpack(archive());
    assertThat(unpacked.resolve("loulan-agent")).isExecutable();
    assertThat(unpacked.resolve("LICENSE")).content().contains("Apache License");
    assertThat(unpacked.resolve("loulan-agent.service"))
        .content()
        .contains("DynamicUser=yes")
        .contains("ProtectSystem=strict");
    String notices = Files.readString(unpacked.resolve("THIRD-PARTY.txt"));
    List<String> libraries = libraries(unpacked.resolve("loulan-agent.cdx.json"));
    assertThat(libraries).anyMatch(l -> l.startsWith("org.xerial:sqlite-jdbc:"));
    for (String must : List.of("org.xerial:sqlite-jdbc", "org.bouncycastle:bcprov-jdk18on")) {
      assertThat(notices).contains("  " + must + ":");
    }
    assertThat(notices.lines().filter(line -> line.startsWith("  ") && line.contains(":")))
        .hasSizeGreaterThan(60);
  }

  @Test
  void the_same_program_is_packed_to_the_same_bytes() throws Exception {
    assumeTrue("long".equals(System.getProperty("loulan.test")), "only in ./loulan test --long");
    Path archive = archive();
    byte[] first = Files.readAllBytes(archive);
    assertThat(Files.readAllBytes(archive())).isEqualTo(first);
  }

  @Test
  void two_builds_differ_only_where_native_image_lays_out_code_and_heap() {
    assumeTrue("long".equals(System.getProperty("loulan.test")), "only in ./loulan test --long");
    NativeProgram.forThisMachine();
    List<String> said = Loulan.word("native", "--compare").run().exits(0).out().lines().toList();
    String last = said.getLast();
    assertThat(last).matches("(equal|different): .*");
    if (last.startsWith("different")) {
      String sections = last.substring(last.indexOf(':') + 2, last.indexOf(';'));
      assertThat(LAID_OUT_ANEW).containsAll(List.of(sections.split(" ", -1)));
    }
  }

  private static Path archive() {
    NativeProgram.forThisMachine();
    String said = Loulan.word("native", "--archive").run().exits(0).out();
    return Path.of(said.lines().filter(line -> line.endsWith(".tar.gz")).findFirst().orElseThrow());
  }

  private Path unpack(Path archive) throws IOException, InterruptedException {
    Process tar =
        new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(tar.waitFor()).as(said).isZero();
    try (var inside = Files.list(folder)) {
      return inside.findFirst().orElseThrow();
    }
  }

  private static List<String> libraries(Path bom) throws IOException {
    JsonNode components = new ObjectMapper().readTree(bom.toFile()).required("components");
    return StreamSupport.stream(components.spliterator(), false)
        .map(c ->
            c.path("group").asText()
                + ":"
                + c.path("name").asText()
                + ":"
                + c.path("version").asText())
        .toList();
  }
}

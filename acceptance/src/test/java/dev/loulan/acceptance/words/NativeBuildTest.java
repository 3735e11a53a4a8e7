package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * When the launcher builds a native agent: its own decision, with a Maven that leaves native
 * sources behind and a native-image that notes that it was called and waits.
 */
class NativeBuildTest {
  private static final String MAVEN =
      """
      #!/bin/bash
      if [[ $1 == --version ]]; then echo 'Apache Maven 3.9.9'; exit; fi
      cd edge-agent && mkdir -p target/native-sources/lib && cd target
      echo --an-option >native-sources/native-image.args
      : >native-sources/lib/dev.loulan.some-1.jar
      : >loulan-edge-agent-1.jar
      echo '{}' >loulan-agent.cdx.json
      cat >loulan-agent.cdx.xml <<'BOM'
      <bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="library">
      <group>dev.loulan</group><name>some</name><version>1</version></component></components></bom>
      BOM
      """;
  private static final String NATIVE_IMAGE =
      """
      #!/bin/bash
      if [[ $1 == --version ]]; then echo 'native-image 25.0.3 2026-01-01'; exit; fi
      echo "$*" >>"${0%/*}/calls"
      echo '[1/8] Initializing...'
      until [[ -e ${0%/*}/go ]]; do sleep 0.05; done
      printf '#!/bin/sh\n' >some-runner
      chmod +x some-runner
      """;

  @TempDir private Path folder;

  @BeforeEach
  void a_machine_with_a_builder() throws IOException {
    LauncherTree.program(folder.resolve("maven/bin/mvn"), MAVEN);
    LauncherTree.program(folder.resolve("graalvm/bin/native-image"), NATIVE_IMAGE);
  }

  @Test
  void two_clones_that_keep_their_programs_in_one_place_build_one_program_once() throws Exception {
    LauncherTree one = LauncherTree.copy(folder.resolve("one"));
    LauncherTree two = LauncherTree.copy(folder.resolve("two"));
    try (Loulan.Running first = word(one).start()) {
      first.awaitLine("loulan-agent for", 60);
      try (Loulan.Running second = word(two).inChinese().start()) {
        second.awaitLine("另一个 ./loulan 正在构建同一程序", 60);
        Files.createFile(folder.resolve("graalvm/bin/go"));
        String program = first.await(60).exits(0).out();
        assertThat(second.await(60).exits(0).out()).isEqualTo(program);
        assertThat(Path.of(program.strip())).isExecutable();
      }
    }
    word(two).run().exits(0);
    assertThat(Files.readAllLines(folder.resolve("graalvm/bin/calls"))).hasSize(1);
  }

  private Loulan word(LauncherTree tree) {
    return Loulan.at(tree.launcher(), "native")
        .with("MAVEN_HOME", folder.resolve("maven"))
        .with("JAVA_HOME", System.getProperty("java.home"))
        .with("GRAALVM_HOME", folder.resolve("graalvm"))
        .with("LOULAN_NATIVE_HOME", folder.resolve("programs"))
        .without("LOULAN_BUILT");
  }
}

package dev.loulan.fabric.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.fabric.FabricProblem;
import dev.loulan.fabric.FabricProblem.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  @Test
  void two_peers_each_and_what_is_added_later_have_ports_of_their_own_and_nobody_moves() {
    Layout two = Layout.standard(folder, 20_000, 2);
    assertThat(two.peerNodes())
        .extracting(Node::name)
        .containsExactly(
            "operator-1", "host-1", "supplier-1", "operator-2", "host-2", "supplier-2");
    Layout grown = two.withOrderer("platform2").withMember("supplier2");
    assertThat(all(grown)).containsAll(all(two));
    assertThat(all(grown).stream().map(Node::port)).doesNotHaveDuplicates().hasSize(5 + 8);
    grown.store();
    assertThat(Layout.read(folder)).isEqualTo(grown);
  }

  @Test
  void a_description_that_is_cut_off_is_named_and_none_is_no_network() throws IOException {
    assertProblem(Kind.NO_NETWORK);
    for (String text : List.of("", "firstPort=", "firstPort=x\npeersEach=1\n")) {
      Files.writeString(folder.resolve("network.properties"), text);
      assertProblem(Kind.FILES);
    }
  }

  private void assertProblem(Kind kind) {
    assertThatThrownBy(() -> Layout.read(folder))
        .isInstanceOfSatisfying(
            FabricProblem.class, problem -> assertThat(problem.kind()).isEqualTo(kind));
  }

  private static List<Node> all(Layout layout) {
    return Stream.concat(layout.ordererNodes().stream(), layout.peerNodes().stream()).toList();
  }
}

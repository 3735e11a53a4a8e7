package dev.loulan.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.agent.files.DeviceFiles;
import dev.loulan.agent.files.FolderFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every keeper of a device's small files must do: the folder and the simulated card. */
class DeviceFilesTest {

  abstract static class Rules {
    /** Opens them; a second call finds what the first one wrote. */
    abstract DeviceFiles open();

    private String content(String name) {
      return open()
          .read(name)
          .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
          .orElse("nothing");
    }

    @Test
    void what_was_never_written_is_not_there() {
      assertThat(content("small.json")).isEqualTo("nothing");
      assertThat(open().names("documents")).isEmpty();
    }

    @Test
    void the_last_write_is_there_whole_after_opening_again() {
      open().write("small.json", "{\"name\":\"货架\"}");
      open().write("small.json", "{}");
      open().write("settings.json", "{\"a\":1}");
      assertThat(content("small.json")).isEqualTo("{}");
      assertThat(content("settings.json")).isEqualTo("{\"a\":1}");
    }

    @Test
    void what_was_overwritten_last_is_there_whole_after_opening_again() {
      assertThat(open().overwritten("shelf.slots")).isEmpty();
      for (String text : List.of("{\"name\":\"货架\"}", "", "{}")) {
        open().overwrite("shelf.slots", text);
        assertThat(open().overwritten("shelf.slots"))
            .hasValueSatisfying(
                bytes -> assertThat(bytes).asString(StandardCharsets.UTF_8).isEqualTo(text));
      }
    }

    @Test
    void a_folder_names_its_files_in_order() {
      open().write("documents/prices-2.json", "2");
      open().write("documents/prices-1.json", "1");
      open().write("small.json", "{}");
      assertThat(open().names("documents"))
          .containsExactly("documents/prices-1.json", "documents/prices-2.json");
      assertThat(content("documents/prices-2.json")).isEqualTo("2");
    }
  }

  @Nested
  @SuppressWarnings("NullAway.Init")
  class OfAFolder extends Rules {
    @TempDir Path folder;

    @Override
    DeviceFiles open() {
      return new FolderFiles(folder);
    }
  }

  @Nested
  class OfASimulatedCard extends Rules {
    private final Disk disk = new Disk();

    @Override
    DeviceFiles open() {
      return new MemoryFiles(disk, new Fuse());
    }
  }
}

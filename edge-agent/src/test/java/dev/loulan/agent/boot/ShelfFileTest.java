package dev.loulan.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.agent.files.FolderFiles;
import dev.loulan.agent.session.Opening;
import dev.loulan.journal.entry.PlateLevels;
import dev.loulan.journal.entry.PlateWeight;
import dev.loulan.journal.entry.SessionOpened;
import dev.loulan.journal.entry.Tender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfFileTest {
  private static final Tender TENDER = new Tender("payer", "merchant-7", "reference-1");

  @TempDir Path folder;

  @Test
  void what_is_kept_is_read_again() {
    PlateLevels levels = new PlateLevels(List.of(new PlateWeight("1/s5p4", 1_234_567)), true);
    Opening opening = new Opening(7, true, "front", new SessionOpened("s-1", TENDER, levels));
    file().keep(null, opening);
    assertThat(file().read()).isEqualTo(new ShelfFile.Kept(null, opening));
    file().keep(TENDER, null);
    assertThat(file().read()).isEqualTo(new ShelfFile.Kept(TENDER, null));
  }

  @Test
  void a_tender_that_waited_when_the_program_was_replaced_is_not_forgotten() throws Exception {
    Files.writeString(
        folder.resolve("shelf.json"),
        """
        {"version":1,"atMicros":"1790000000000000","plates":[{"plate":"1/s5p4","mg":1234567}],
        "provider":"payer","merchant":"merchant-7","reference":"reference-1"}\
        """);
    assertThat(file().read()).isEqualTo(new ShelfFile.Kept(TENDER, null));
    file().keep(null, null);
    assertThat(file().read()).isEqualTo(new ShelfFile.Kept(null, null));
  }

  @Test
  void a_session_that_was_open_when_the_program_was_replaced_is_not_forgotten() throws Exception {
    Files.writeString(
        folder.resolve("shelf.json"),
        """
        {"version":2,"opening":{"session":"s-1","atMicros":"7","timeTrusted":true,
        "changesOnly":true,"plates":[{"plate":"1/s5p4","mg":1234567}],"door":"front"}}\
        """);
    PlateLevels levels = new PlateLevels(List.of(new PlateWeight("1/s5p4", 1_234_567)), true);
    Opening opening = new Opening(7, true, "front", new SessionOpened("s-1", null, levels));
    assertThat(file().read()).isEqualTo(new ShelfFile.Kept(null, opening));
  }

  @Test
  void a_file_that_is_none_or_not_there_says_nothing() throws Exception {
    ShelfFile.Kept nothing = new ShelfFile.Kept(null, null);
    assertThat(file().read()).isEqualTo(nothing);
    Files.writeString(folder.resolve("shelf.json"), "{\"version\":2,\"tender\":");
    assertThat(file().read()).isEqualTo(nothing);
    Files.writeString(folder.resolve("shelf.json"), "{\"version\":1,\"reference\":7}");
    assertThat(file().read()).isEqualTo(nothing);
  }

  private ShelfFile file() {
    return new ShelfFile(new FolderFiles(folder));
  }
}

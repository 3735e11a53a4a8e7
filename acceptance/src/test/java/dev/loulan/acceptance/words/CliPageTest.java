package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loulan.needs.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of the command line promises what the commands do, and what other programs rely on. */
class CliPageTest {
  private static final Pattern MEMBER = Pattern.compile("\"([A-Za-z][A-Za-z0-9]*)\"");
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");
  private static final Pattern LISTED = Pattern.compile("(?m)^  ([a-z]+) +\\S");

  @Test
  void every_word_that_the_launcher_lists_is_on_the_page() throws IOException {
    String list = Loulan.word().run().exits(0).out();
    Matcher word = LISTED.matcher(list);
    String page = page();
    Set<String> missing = new TreeSet<>();
    int words = 0;
    while (word.find()) {
      words++;
      if (!page.contains("`" + word.group(1))) {
        missing.add(word.group(1));
      }
    }
    assertThat(words).isGreaterThan(20);
    assertThat(missing).as("words that the page does not explain").isEmpty();
  }

  @Test
  void the_page_holds_every_word_option_and_member_that_others_were_promised() throws IOException {
    Path promised = Needs.project().resolve("../shared/cli.md").normalize();
    assumeTrue(Files.exists(promised), "What was promised is not beside this project");
    String page = page();
    String list = Loulan.word().run().exits(0).out();
    List<String> rows =
        Files.readAllLines(promised).stream()
            .filter(line -> line.startsWith("| `"))
            .filter(row -> list.contains("\n  " + row.substring(3).split("[ `]", 2)[0] + " "))
            .toList();
    assertThat(rows).hasSizeGreaterThan(8);
    assertThat(names(MEMBER, rows)).allMatch(name -> page.contains("\"" + name + "\""));
    assertThat(names(OPTION, rows)).allMatch(page::contains);
    assertThat(page.replaceAll("\\s+", " "))
        .contains("0 done and sound", "1 the thing checked", "2 wrong usage", "3 something");
  }

  private static Set<String> names(Pattern pattern, List<String> lines) {
    Set<String> names = new TreeSet<>();
    for (String line : lines) {
      Matcher found = pattern.matcher(line);
      while (found.find()) {
        names.add(found.groupCount() > 0 ? found.group(1) : found.group());
      }
    }
    return names;
  }

  private static String page() throws IOException {
    return Files.readString(Needs.project().resolve("docs/cli.md"));
  }
}

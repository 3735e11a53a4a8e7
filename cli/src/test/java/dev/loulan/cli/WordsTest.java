package dev.loulan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.cli.output.Messages;
import dev.loulan.contract.ContractCode;
import dev.loulan.domain.text.Retelling;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.verify.Fault;
import dev.loulan.provisioning.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class WordsTest {
  @Test
  void every_message_is_there_in_both_languages() {
    ResourceBundle english = ResourceBundle.getBundle(Messages.BUNDLE, Locale.ROOT);
    ResourceBundle chinese = ResourceBundle.getBundle(Messages.BUNDLE, Locale.CHINESE);
    assertThat(chinese.getLocale()).isEqualTo(Locale.CHINESE);
    for (String key : english.keySet()) {
      assertThat(chinese.getString(key)).as(key).isNotBlank();
      assertThat(placeholders(chinese.getString(key)))
          .as(key)
          .isEqualTo(placeholders(english.getString(key)));
    }
  }

  @Test
  void every_refusal_of_contract_certificates_and_journal_is_said_in_chinese() {
    Stream<Enum<?>> codes =
        Stream.of(
                ContractCode.values(),
                ErrorCode.values(),
                JournalException.ErrorCode.values(),
                Fault.Code.values())
            .flatMap(Stream::of);
    String other = Retelling.in(Locale.CHINA, "", "unheard of");
    assertThat(codes.filter(code -> code != ContractCode.OK))
        .allSatisfy(code ->
            assertThat(Retelling.in(Locale.CHINA, code.name(), "unheard of")).isNotEqualTo(other));
  }

  @Test
  void every_word_and_option_says_what_it_is_for() {
    assertThat(check(WordRunner.commandLine(new Loulan(), Messages.BUNDLE))).isGreaterThan(10);
  }

  @Test
  void the_launcher_lists_every_word() throws IOException {
    String launcher = Files.readString(Path.of("../loulan"));
    assertThat(WordRunner.commandLine(new Loulan(), Messages.BUNDLE).getSubcommands().keySet())
        .allMatch(word -> launcher.contains("\n" + word + "|"));
  }

  @Test
  void a_wrong_word_is_wrong_usage() {
    assertThat(WordRunner.run(new Loulan(), Messages.BUNDLE, "infer", "--no-such-option"))
        .isEqualTo(2);
    assertThat(WordRunner.run(new Loulan(), Messages.BUNDLE, "infer")).isEqualTo(2);
  }

  private static int check(CommandLine command) {
    String name = command.getCommandSpec().qualifiedName();
    assertThat(command.getCommandSpec().usageMessage().description()).as(name).isNotEmpty();
    command
        .getCommandSpec()
        .args()
        .forEach(arg -> assertThat(arg.description()).as(name + " " + arg).isNotEmpty());
    int words = 1;
    for (CommandLine sub : command.getSubcommands().values()) {
      words += check(sub);
    }
    return words;
  }

  private static String placeholders(String text) {
    return text.replaceAll("[^%sd]|%n", "").replaceAll("(?<!%)[sd]", "");
  }
}

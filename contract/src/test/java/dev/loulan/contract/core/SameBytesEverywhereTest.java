package dev.loulan.contract.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.contract.ContractFunction;
import dev.loulan.contract.Reply;
import dev.loulan.contract.fixture.LedgerCalls;
import dev.loulan.contract.fixture.MemoryLedger;
import dev.loulan.contract.fixture.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Several virtual machines that differ in all that the contract must not depend on. */
class SameBytesEverywhereTest {
  private static final long TIMEOUT_SECONDS = 120;

  @Test
  void virtual_machines_with_other_hashes_locales_and_zones_compute_the_same_state()
      throws IOException, InterruptedException {
    List<Process> machines =
        List.of(
            start(0, "-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Asia/Kathmandu"),
            start(
                2,
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-Duser.extensions=u-nu-arab",
                "-Duser.timezone=Pacific/Apia"),
            start(5, "-Duser.language=th", "-Dfile.encoding=ISO-8859-1", "-Xint"),
            start(1, "-Duser.language=de", "-Duser.timezone=America/St_Johns"),
            start(3, "-Duser.language=hi", "-Duser.extensions=u-nu-deva", "-XX:+UseSerialGC"),
            start(4, "-Duser.language=tr", "-Duser.country=TR", "-XX:TieredStopAtLevel=1"),
            start(5, "-Duser.language=fa", "-Duser.timezone=Asia/Tehran"),
            start(0, "-Duser.language=zh", "-Duser.country=CN", "-Duser.timezone=Asia/Shanghai"));
    List<String> hashes = new ArrayList<>();
    for (Process machine : machines) {
      hashes.add(output(machine));
    }
    assertThat(hashes.getFirst()).matches("[0-9a-f]{64}\\s*");
    assertThat(hashes).containsOnly(hashes.getFirst());
  }

  @Test
  void the_script_that_they_run_calls_every_function_with_success() {
    Set<ContractFunction> called = EnumSet.noneOf(ContractFunction.class);
    MemoryLedger memory = new MemoryLedger();
    LedgerCalls recording =
        (caller, call) -> {
          Reply reply = memory.invoke(caller, call);
          called.add(call.function());
          return reply;
        };
    Script.run(recording);
    String answers = Script.answers(recording);
    assertThat(called).containsExactlyInAnyOrder(ContractFunction.values());
    assertThat(answers.lines())
        .allMatch(answer -> "[{".indexOf(answer.charAt(answer.indexOf(' ') + 1)) >= 0);
    assertThat(memory.events()).contains("BatchRefused", "BatchAccepted", "DayClosed");
  }

  private static Process start(int hashCode, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=" + hashCode));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Script.class.getName()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String output(Process machine) throws IOException, InterruptedException {
    String output = new String(machine.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(machine.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(machine.exitValue()).as(output).isZero();
    return output;
  }
}

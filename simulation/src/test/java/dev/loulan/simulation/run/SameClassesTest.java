package dev.loulan.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.loulan.agent.boot.ShelfBoot;
import dev.loulan.agent.ingest.EffectRunner;
import dev.loulan.agent.ingest.ShelfTurns;
import dev.loulan.agent.session.ShelfMachine;
import dev.loulan.agent.sync.ClockComparison;
import dev.loulan.agent.sync.ConfigurationSync;
import dev.loulan.agent.sync.SegmentUpload;
import dev.loulan.bridge.BoardStream;
import dev.loulan.bridge.intake.FrameReceiver;
import dev.loulan.contract.memory.ContractInMemory;
import dev.loulan.journal.Journal;
import dev.loulan.journal.verify.JournalVerifier;
import dev.loulan.sync.clearing.Clearing;
import dev.loulan.sync.clearing.DueDays;
import dev.loulan.sync.intake.Intake;
import dev.loulan.sync.submission.SubmissionWorker;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The simulation runs the classes that ship, and has no copies of them. */
class SameClassesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.loulan.simulation");

  @Test
  void the_classes_that_decide_are_called_and_not_rewritten() {
    Set<String> used =
        CLASSES.stream()
            .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
            .map(d -> d.getTargetClass().getName())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(used)
        .containsAll(
            Stream.of(
                    ShelfMachine.class,
                    ShelfTurns.class,
                    ShelfBoot.class,
                    EffectRunner.class,
                    SegmentUpload.class,
                    ConfigurationSync.class,
                    ClockComparison.class,
                    BoardStream.class,
                    FrameReceiver.class,
                    Journal.class,
                    JournalVerifier.class,
                    Intake.class,
                    SubmissionWorker.class,
                    Clearing.class,
                    DueDays.class,
                    ContractInMemory.class)
                .map(Class::getName)
                .toList());
  }

  @Test
  void what_it_implements_of_the_product_are_ports() {
    Set<String> implemented =
        CLASSES.stream()
            .filter(c -> !c.isInterface())
            .flatMap(c -> c.getAllRawInterfaces().stream())
            .map(JavaClass::getName)
            .filter(name -> name.startsWith("dev.loulan."))
            .filter(name -> !name.startsWith("dev.loulan.simulation."))
            .map(name -> name.substring(name.lastIndexOf('.') + 1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(implemented)
        .containsExactlyInAnyOrder(
            "BoardPeer",
            "CosignedStore",
            "DeviceFiles",
            "DueDays$Listener",
            "FrameSink",
            "IntakeStore",
            "IntakeTransaction",
            "JournalKeys",
            "JournalStore",
            "KeyHandover$Place",
            "LedgerFollower",
            "LedgerGateway",
            "Outlets",
            "RawJournal",
            "ServerClient",
            "SignalListener",
            "WatchedPlate");
    assertThat(
            CLASSES.stream()
                .flatMap(c -> c.getRawSuperclass().stream())
                .map(JavaClass::getName)
                .filter(name -> name.startsWith("dev.loulan."))
                .filter(name -> !name.startsWith("dev.loulan.simulation.")))
        .isEmpty();
  }
}

package dev.loulan.acceptance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.loulan");

  static Set<String> modules() {
    return new TreeSet<>(ModuleMap.MAY_USE.keySet());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("modules")
  void uses_only_what_the_map_allows(String module) {
    String[] allowed =
        ModuleMap.MAY_USE.getOrDefault(module, List.of()).stream()
            .map(other -> "dev.loulan." + other + "..")
            .toArray(String[]::new);
    String own = "dev.loulan." + module + "..";
    classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(own)
                .or(resideInAnyPackage(allowed))
                .or(DescribedPredicate.not(resideInAnyPackage("dev.loulan.."))))
        .allowEmptyShould(false)
        .check(PRODUCT);
  }

  @Test
  void the_map_knows_every_module() {
    Set<String> found =
        PRODUCT.stream()
            .map(c -> c.getPackageName().split("\\."))
            .filter(parts -> parts.length > 2)
            .map(parts -> parts[2])
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(found).isEqualTo(modules());
  }

  @Test
  void the_core_knows_no_framework_database_network_or_thread() {
    noClasses()
        .that()
        .resideInAnyPackage(ModuleMap.CORE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..",
            "jakarta..",
            "io.netty..",
            "org.eclipse.paho..",
            "com.pi4j..",
            "java.sql..",
            "javax.sql..",
            "org.sqlite..",
            "org.hyperledger..",
            "java.net..",
            "java.nio.channels..",
            "java.util.concurrent.locks..")
        .allowEmptyShould(false)
        .check(PRODUCT);
  }

  @Test
  void the_core_reads_no_clock_and_draws_nothing_at_random() {
    noClasses()
        .that()
        .resideInAnyPackage(ModuleMap.CORE)
        // The one thread of the journal: it lets callers on other threads share a commit.
        .and()
        .haveNameNotMatching("dev\\.loulan\\.journal\\.JournalWriter.*")
        .should()
        .dependOnClassesThat(
            type(java.time.Clock.class)
                .or(type(java.time.InstantSource.class))
                .or(type(Random.class))
                .or(type(java.security.SecureRandom.class))
                .or(type(java.util.concurrent.ThreadLocalRandom.class))
                .or(type(Thread.class))
                .or(type(java.util.UUID.class)))
        .orShould()
        .callMethodWhere(describe("reads the machine's time", ArchitectureTest::readsTime))
        .allowEmptyShould(false)
        .check(PRODUCT);
  }

  private static boolean readsTime(JavaMethodCall call) {
    MethodCallTarget target = call.getTarget();
    JavaClass owner = target.getOwner();
    boolean now = target.getName().equals("now") && owner.getPackageName().equals("java.time");
    boolean system =
        owner.isEquivalentTo(System.class)
            && Set.of("currentTimeMillis", "nanoTime").contains(target.getName());
    return now || system;
  }

  @Test
  void inference_computes_with_strict_math_only() {
    noClasses()
        .that()
        .resideInAPackage("dev.loulan.inference..")
        .should()
        .callMethodWhere(
            describe(
                "may differ between machines",
                call ->
                    call.getTarget().getOwner().isEquivalentTo(Math.class)
                        && Set.of("sin", "cos", "tan", "exp", "log", "log10", "log1p", "pow")
                            .contains(call.getTarget().getName())))
        .allowEmptyShould(false)
        .check(PRODUCT);
  }

  @Test
  void the_contract_computes_without_floating_point_and_unordered_collections() {
    noClasses()
        .that()
        .resideInAPackage("dev.loulan.contract..")
        .should()
        .dependOnClassesThat(
            type(double.class)
                .or(type(float.class))
                .or(type(Double.class))
                .or(type(Float.class))
                .or(type(java.util.HashMap.class))
                .or(type(java.util.HashSet.class)))
        .allowEmptyShould(false)
        .check(PRODUCT);
  }

  @Test
  void packages_have_no_cycles() {
    slices()
        .matching("dev.loulan.(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(false)
        .check(PRODUCT);
  }

  @Test
  void every_package_says_what_it_decides() {
    Set<String> packages =
        PRODUCT.stream()
            .filter(c -> !c.getSimpleName().equals("package-info"))
            .map(JavaClass::getPackageName)
            .filter(name -> !name.endsWith(".jmh_generated"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> described =
        PRODUCT.stream()
            .filter(c -> c.getSimpleName().equals("package-info"))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(packages).isNotEmpty().isSubsetOf(described);
  }
}

package dev.loulan.contract.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.loulan.contract.state.Message;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.Instruction;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the contract's core and the functions it calls in the domain may not use. */
class DeterminismRulesTest {
  private static final String[] CORE = {
    "dev.loulan.contract..",
    "dev.loulan.domain.agreement",
    "dev.loulan.domain.json",
    "dev.loulan.domain.matching",
    "dev.loulan.domain.split"
  };

  private static final List<String> FORBIDDEN_OWNERS =
      List.of(
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.IdentityHashMap",
          "java.util.WeakHashMap",
          "java.util.LinkedHashMap",
          "java.util.LinkedHashSet",
          "java.util.Random",
          "java.util.UUID",
          "java.util.SplittableRandom",
          "java.util.TimeZone",
          "java.util.Date",
          "java.util.Calendar",
          "java.util.Formatter",
          "java.security.SecureRandom",
          "java.text.",
          "java.sql.",
          "java.io.File",
          "java.net.",
          "java.nio.file.",
          "java.util.concurrent.",
          "java.time.Clock",
          "java.time.Instant",
          "java.time.ZoneId",
          "java.time.ZonedDateTime",
          "java.time.LocalDateTime",
          "java.lang.StrictMath",
          "java.lang.Thread",
          "java.lang.Double",
          "java.lang.Float",
          "java.lang.ScopedValue",
          "org.hyperledger.");

  private static final Set<String> FORBIDDEN_CALLS =
      Set.of(
          "java.time.LocalDate.now",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.identityHashCode",
          "java.lang.System.getProperty",
          "java.lang.System.getenv",
          "java.lang.Math.random",
          "java.lang.Object.hashCode",
          "java.util.Locale.getDefault",
          "java.util.Set.of",
          "java.util.Set.copyOf",
          "java.util.Map.of",
          "java.util.Map.copyOf",
          "java.util.Map.ofEntries",
          "java.util.stream.Collectors.groupingBy",
          "java.util.stream.Collectors.toMap",
          "java.util.stream.Collectors.toSet",
          "java.util.Collection.parallelStream",
          "java.lang.String.formatted",
          "java.lang.String.format");

  private static final Pattern FLOATING =
      Pattern.compile(
          "[DF](ADD|SUB|MUL|DIV|REM|NEG|CONST.*|LOAD.*|STORE.*|ALOAD|ASTORE|RETURN|CMP.|2.)|[IL]2[DF]");

  private final JavaClasses core =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("test-classes"))
          .importPackages("dev.loulan.contract", "dev.loulan.domain");

  @Test
  void the_core_uses_no_clock_no_chance_no_place_and_no_unordered_map() {
    rule(inCore(), "unrepeatable", DeterminismRulesTest::isForbidden).check(core);
  }

  @Test
  void the_core_reckons_without_floating_point() throws IOException {
    for (JavaClass type : core.stream().filter(inCore()).toList()) {
      assertThat(floatingInstructions(type)).as(type.getName()).isEmpty();
    }
  }

  @Test
  void the_core_keeps_nothing_between_calls() {
    List<String> state =
        core.stream()
            .filter(inCore())
            .flatMap(type -> type.getFields().stream())
            .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
            .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
            .map(JavaField::getFullName)
            .toList();
    assertThat(state).isEmpty();
    assertThat(core.get(Contract.class).getFields()).isEmpty();
  }

  @Test
  void the_rules_would_find_each_kind() throws IOException {
    JavaClasses own = new ClassFileImporter().importClasses(Planted.class);
    assertThat(
            rule(describe("any", type -> true), "unrepeatable", DeterminismRulesTest::isForbidden)
                .evaluate(own)
                .getFailureReport()
                .getDetails())
        .hasSize(6);
    assertThat(floatingInstructions(own.get(Planted.class))).contains("L2D", "DADD", "DRETURN");
    assertThat(core.stream().filter(inCore()).count()).isGreaterThan(60);
  }

  /** Names of the instructions of a class that load, reckon with or convert float or double. */
  private static List<String> floatingInstructions(JavaClass type) throws IOException {
    byte[] bytes;
    try (InputStream file = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      bytes = file.readAllBytes();
    }
    return ClassFile.of().parse(bytes).methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .filter(Instruction.class::isInstance)
        .map(instruction -> ((Instruction) instruction).opcode().name())
        .filter(FLOATING.asMatchPredicate())
        .toList();
  }

  private static DescribedPredicate<JavaClass> inCore() {
    return JavaClass.Predicates.resideInAnyPackage(CORE);
  }

  private static ArchRule rule(
      DescribedPredicate<JavaClass> where,
      String what,
      java.util.function.Predicate<JavaAccess<?>> forbidden) {
    return noClasses().that(where).should().accessTargetWhere(describe(what, forbidden));
  }

  private static boolean isForbidden(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    if (access.getOriginOwner().isEquivalentTo(Message.class)) {
      return false; // the one place that formats, with a locale of its own
    }
    return FORBIDDEN_OWNERS.stream().anyMatch(owner::startsWith)
        || FORBIDDEN_CALLS.contains(owner + "." + access.getTarget().getName());
  }

  /** One of each, to show that the rules see them. */
  @SuppressWarnings("unused")
  static final class Planted {
    private Planted() {}

    static double all() {
      return System.nanoTime()
          + Math.random()
          + new java.util.HashMap<String, String>().size()
          + Set.of("a", "b").iterator().next().formatted().length();
    }
  }
}

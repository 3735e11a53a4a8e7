package dev.loulan.fabric;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loulan.contract.fixture.Consortium;
import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.network.Network;
import dev.loulan.fabric.node.Programs;
import dev.loulan.needs.FreePorts;
import dev.loulan.needs.Needs;
import dev.loulan.sync.ledger.fabric.FabricGateway;
import dev.loulan.sync.ledger.fabric.FabricSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One network for all tests of this module, on free ports, in a folder below {@code target}. It
 * goes down when the tests' virtual machine ends. Without Fabric's programs the tests are skipped
 * on a person's machine and fail where {@code CI=true}.
 */
public final class SharedNetwork {
  private static final Object LOCK = new Object();
  private static @Nullable Network network;
  private static boolean founded;

  private SharedNetwork() {}

  /** The running network. */
  public static Network get() {
    synchronized (LOCK) {
      if (network == null) {
        network = start();
      }
      return network;
    }
  }

  /** From now on the tests use the network as it has become. */
  public static void becomes(Network other) {
    synchronized (LOCK) {
      network = other;
    }
  }

  /** The members' gateway to the channel, with a short deadline. */
  public static FabricGateway gateway(String organisation) {
    return FabricGateway.open(settings(organisation), InstantSource.system());
  }

  /** The parties and their agreement, founded by whoever asks first. */
  public static Consortium consortium(FabricGateway gateway) {
    synchronized (LOCK) {
      Consortium consortium = new Consortium(new ChainLedger(gateway));
      if (!founded) {
        consortium.found();
        founded = true;
      }
      return consortium;
    }
  }

  public static FabricSettings settings(String organisation) {
    return get().settings(organisation).withDeadline(Duration.ofSeconds(15));
  }

  private static Network start() {
    assumeTrue(
        !"quick".equals(System.getProperty("loulan.test")), "--quick leaves out the network tests");
    Path built = Path.of("../.loulan/fabric/bin").toAbsolutePath().normalize();
    Optional<Programs> programs = Programs.find(built, System.getenv());
    Needs.that(
        programs.isPresent(),
        "Fabric's programs are missing; ./loulan fabric install builds them, or set FABRIC_BIN");
    Path folder = Path.of("target/network").toAbsolutePath();
    delete(folder);
    Network fresh =
        new Network(
            Layout.standard(folder, FreePorts.first(0, 100, 120, 199), 1),
            programs.orElseThrow(),
            chaincode(),
            (step, values) -> System.out.println("network: " + step + " " + List.of(values)));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> get().down(), "network-down"));
    network = fresh;
    fresh.up();
    return fresh;
  }

  /** A chaincode server on the class path of the tests. */
  static List<String> chaincode() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Xmx192m",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        "dev.loulan.chaincode.ChaincodeMain");
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.loulan.server.settings;

import dev.loulan.sync.submission.BatchBounds;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of {@code loulan.server.*}; {@code docs/operating/server.md} explains each.
 *
 * @param data folder of all databases and keys
 * @param host address to listen on; the plain port answers loopback clients only
 * @param port plain HTTP port; 0 takes a free one
 * @param devicePort TLS port for devices and people; 0 takes a free one
 * @param name the server's name as cosigner of journals, a host name
 * @param names further DNS names and addresses for the TLS certificate
 * @param allowSimulatedClock whether journals whose boot says {@code clock: simulated} are accepted
 * @param linksBase start of the links given to people; empty takes the plain address
 * @param clearing whether the server itself settles each closed day at T+1
 * @param clearingZone the zone in which the day after begins
 * @param fabric how to reach the channel; empty for the embedded ledger
 * @param replica name of this server among those that share the data folder
 * @param batch how much of a journal goes into one transaction of the ledger
 * @param uploadMib how many MiB one request may bring
 * @param hookHosts inner hosts that web hooks may reach, beside public ones
 */
public record ServerSettings(
    Path data,
    String host,
    int port,
    int devicePort,
    String name,
    List<String> names,
    boolean allowSimulatedClock,
    String linksBase,
    boolean clearing,
    ZoneId clearingZone,
    Optional<Path> fabric,
    String replica,
    BatchBounds batch,
    int uploadMib,
    Set<String> hookHosts,
    boolean verbose) {
  public static final String PREFIX = "loulan.server.";
  private static final int LARGEST = 65_535;
  private static final Pattern REPLICA = Pattern.compile("[A-Za-z0-9-]{1,32}");
  private static final int CHAIN_WAIT_MILLIS = 500;

  /** A request is in memory as a whole. */
  private static final int MOST_MIB = 256;

  private static final String EMBEDDED = "embedded";
  private static final String FABRIC = "fabric";

  private static final Set<String> KEYS =
      Set.of(
          "data",
          "host",
          "port",
          "device-port",
          "name",
          "names",
          "allow-simulated-clock",
          "links-base",
          "clearing",
          "clearing-zone",
          "ledger",
          "fabric",
          "batch-entries",
          "batch-millis",
          "upload-mib",
          "replica",
          "hook-hosts",
          "verbose");

  /**
   * Takes settings by their full names.
   *
   * @throws StartException naming the key that is unknown, missing or wrong
   */
  public static ServerSettings of(Map<String, String> values) {
    for (String key : new TreeSet<>(values.keySet())) {
      if (!key.startsWith(PREFIX) || !KEYS.contains(key.substring(PREFIX.length()))) {
        throw wrong("setting.unknown", key, known());
      }
    }
    return new ServerSettings(
        path(values),
        text(values, "host", "127.0.0.1"),
        port(values, "port", 8080),
        port(values, "device-port", 8443),
        text(values, "name", "loulan-server"),
        list(text(values, "names", "")),
        flag(values, "allow-simulated-clock", false),
        text(values, "links-base", ""),
        flag(values, "clearing", true),
        zone(values),
        fabric(values),
        replica(values),
        batch(values),
        upload(values),
        Set.copyOf(list(text(values, "hook-hosts", ""))),
        flag(values, "verbose", false));
  }

  /** The settings as properties, with the ports that were really taken. */
  public Map<String, String> asProperties(int takenPort, int takenDevicePort) {
    Map<String, String> values = new TreeMap<>();
    values.put(PREFIX + "data", data.toString());
    values.put(PREFIX + "host", host);
    values.put(PREFIX + "port", Integer.toString(takenPort));
    values.put(PREFIX + "device-port", Integer.toString(takenDevicePort));
    values.put(PREFIX + "name", name);
    values.put(PREFIX + "names", String.join(",", names));
    values.put(PREFIX + "allow-simulated-clock", Boolean.toString(allowSimulatedClock));
    values.put(PREFIX + "links-base", linksBase);
    values.put(PREFIX + "clearing", Boolean.toString(clearing));
    values.put(PREFIX + "clearing-zone", clearingZone.getId());
    values.put(PREFIX + "ledger", fabric.isPresent() ? FABRIC : EMBEDDED);
    fabric.ifPresent(file -> values.put(PREFIX + "fabric", file.toString()));
    values.put(PREFIX + "replica", replica);
    values.put(PREFIX + "batch-entries", Integer.toString(batch.maxEntries()));
    values.put(PREFIX + "batch-millis", Long.toString(batch.maxWait().toMillis()));
    values.put(PREFIX + "upload-mib", Integer.toString(uploadMib));
    values.put(PREFIX + "hook-hosts", String.join(",", new TreeSet<>(hookHosts)));
    values.put(PREFIX + "verbose", Boolean.toString(verbose));
    return values;
  }

  /** Where people reach the plain port on this machine. */
  public String plainAddress() {
    return "http://" + reachable() + ":" + port;
  }

  /** Where devices reach the TLS port on this machine. */
  public String deviceAddress() {
    return "https://" + reachable() + ":" + devicePort;
  }

  private String reachable() {
    return host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
  }

  private static Path path(Map<String, String> values) {
    String data = text(values, "data", "");
    if (data.isEmpty()) {
      throw wrong("setting.noData");
    }
    try {
      return Path.of(data).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw wrong("setting.badData", data);
    }
  }

  private static int port(Map<String, String> values, String key, int fallback) {
    return number(values, key, fallback, 0, "setting.badPort");
  }

  private static int number(
      Map<String, String> values, String key, int fallback, int least, String otherwise) {
    String text = text(values, key, Integer.toString(fallback));
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= LARGEST) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, together with a number that is out of range.
    }
    throw wrong(otherwise, PREFIX + key, text);
  }

  private static boolean flag(Map<String, String> values, String key, boolean fallback) {
    String text = text(values, key, Boolean.toString(fallback));
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong("setting.badFlag", PREFIX + key, text);
    };
  }

  /** The file that says how to reach the channel, when the ledger is one of Fabric. */
  private static Optional<Path> fabric(Map<String, String> values) {
    String file = text(values, "fabric", "");
    return switch (text(values, "ledger", EMBEDDED)) {
      case EMBEDDED -> {
        if (!file.isEmpty()) {
          throw wrong("setting.fabricAlone");
        }
        yield Optional.empty();
      }
      case FABRIC -> {
        if (file.isEmpty() || !Files.isReadable(Path.of(file))) {
          throw wrong("setting.fabricFile", file);
        }
        yield Optional.of(Path.of(file).toAbsolutePath());
      }
      default -> throw wrong("setting.badLedger", text(values, "ledger", ""));
    };
  }

  private static String replica(Map<String, String> values) {
    String name = text(values, "replica", "1");
    if (!REPLICA.matcher(name).matches()) {
      throw wrong("setting.badReplica", name);
    }
    return name;
  }

  /** A transaction costs next to nothing on the embedded ledger, so nothing waits there. */
  private static BatchBounds batch(Map<String, String> values) {
    int wait = text(values, "ledger", EMBEDDED).equals(FABRIC) ? CHAIN_WAIT_MILLIS : 0;
    return new BatchBounds(
        number(values, "batch-entries", BatchBounds.DEFAULT.maxEntries(), 1, "setting.badCount"),
        BatchBounds.DEFAULT.maxBytes(),
        Duration.ofMillis(number(values, "batch-millis", wait, 0, "setting.badMillis")));
  }

  private static int upload(Map<String, String> values) {
    int mib = number(values, "upload-mib", 8, 1, "setting.badUpload");
    if (mib > MOST_MIB) {
      throw wrong("setting.badUpload", PREFIX + "upload-mib", Integer.toString(mib));
    }
    return mib;
  }

  private static ZoneId zone(Map<String, String> values) {
    String text = text(values, "clearing-zone", "UTC");
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw wrong("setting.badZone", text);
    }
  }

  private static List<String> list(String text) {
    return Stream.of(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static String text(Map<String, String> values, String key, String fallback) {
    return values.getOrDefault(PREFIX + key, fallback).strip();
  }

  private static String known() {
    return String.join(", ", new TreeSet<>(KEYS));
  }

  private static StartException wrong(String key, Object... values) {
    return new StartException(StartException.Kind.USAGE, key, values);
  }
}

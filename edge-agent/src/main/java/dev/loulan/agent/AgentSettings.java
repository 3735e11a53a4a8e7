package dev.loulan.agent;

import dev.loulan.agent.identity.FileKeys;
import dev.loulan.agent.identity.JournalKeys;
import dev.loulan.agent.identity.TokenKeys;
import dev.loulan.agent.identity.TokenUri;
import dev.loulan.agent.session.ShelfSettings;
import dev.loulan.agent.store.Archiving;
import dev.loulan.agent.store.StoreRules;
import dev.loulan.bridge.gpio.GpioDoorOptions;
import dev.loulan.bridge.gpio.Pins;
import dev.loulan.provisioning.party.PartyPublicKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The agent's configuration file: Java properties, each key with {@link #PREFIX} in front. The keys
 * and their defaults are in {@code docs/operating/agent.md}; a wrong value or an unknown key stops
 * the start with the key's name.
 */
public record AgentSettings(
    String device,
    Path data,
    Optional<URI> server,
    Optional<String> claim,
    String broker,
    Optional<String> brokerUser,
    Optional<String> brokerPassword,
    Optional<Path> brokerAuthority,
    String bridgeHost,
    int bridgePort,
    int port,
    @Nullable String seed,
    List<String> boards,
    int boardCount,
    boolean awaitDocuments,
    Optional<PartyPublicKey> operatorKey,
    Optional<Door> door,
    Optional<Lock> lock,
    Optional<TokenUri> journalToken,
    Optional<Path> journalPassphrase,
    ShelfSettings shelf,
    StoreRules store,
    Archiving.Retention retention) {

  static final String PREFIX = "loulan.agent.";

  private static final long DEFAULT_RESERVE = 16L << 20;
  private static final long DEFAULT_DAYS = 90;
  private static final long DEFAULT_LIVE = 1L << 30;

  /** What a boot reads back is not archived. */
  private static final long KEEP_ENTRIES = 100_000;

  private static final Set<String> KEYS =
      Set.of(
          "device",
          "data",
          "server",
          "claim",
          "broker",
          "broker-user",
          "broker-password",
          "broker-ca",
          "door-pin",
          "door-open-level",
          "door-provider",
          "lock-pin",
          "lock-open-level",
          "bridge-host",
          "bridge-port",
          "port",
          "seed",
          "boards",
          "await-documents",
          "operator-key",
          "journal-key",
          "journal-key-passphrase",
          "zone",
          "cutoff",
          "currency",
          "session-per-feed",
          "store-budget-mib",
          "store-reserve-mib",
          "archive-after-days",
          "archive-over-mib");

  /** A door contact on a pin of this controller. */
  public record Door(Pins pins, GpioDoorOptions contact) {}

  /** A lock of the door on a pin of this controller. */
  public record Lock(Pins pins, int pin, boolean opensWhenHigh) {}

  public AgentSettings {
    boards = List.copyOf(boards);
  }

  public boolean isSimulated() {
    return seed != null;
  }

  /** Where the journal's signing keys live. */
  public JournalKeys journalKeys() {
    return journalToken.isPresent()
        ? new TokenKeys(journalToken.get())
        : new FileKeys(data, device, seed, journalPassphrase);
  }

  static AgentSettings of(Map<String, String> values) {
    Values v = new Values(values);
    v.refuseUnknown();
    boolean simulated = v.text("seed").isPresent();
    List<String> boards = v.boardNames();
    Optional<URI> server = v.text("server").map(text -> v.uri("server", text));
    return new AgentSettings(
        v.required("device"),
        Path.of(v.required("data")),
        server,
        v.text("claim"),
        v.required("broker"),
        v.text("broker-user"),
        v.text("broker-password"),
        v.text("broker-ca").map(Path::of),
        v.text("bridge-host").orElse("127.0.0.1"),
        v.port("bridge-port"),
        v.port("port"),
        v.text("seed").orElse(null),
        boards,
        v.boardCount(boards, simulated),
        v.text("await-documents").map("true"::equals).orElse(simulated && server.isPresent()),
        v.text("operator-key").map(v::key),
        v.door(simulated),
        v.lock(),
        v.text("journal-key").filter(text -> !text.equals("file")).map(v::token),
        v.text("journal-key-passphrase").map(Path::of),
        v.shelf(),
        v.store(simulated),
        v.retention());
  }

  /** Reads values and names the key when one is wrong. */
  private record Values(Map<String, String> map) {

    void refuseUnknown() {
      TreeSet<String> unknown = new TreeSet<>();
      for (String key : map.keySet()) {
        boolean ours = key.startsWith(PREFIX) && !key.startsWith(PREFIX + "quarkus");
        if (ours && !KEYS.contains(key.substring(PREFIX.length()))) {
          unknown.add(key);
        }
      }
      if (!unknown.isEmpty()) {
        throw usage("setting.unknown", unknown.first());
      }
    }

    Optional<String> text(String key) {
      return Optional.ofNullable(map.get(PREFIX + key))
          .map(String::strip)
          .filter(t -> !t.isEmpty());
    }

    String required(String key) {
      return text(key).orElseThrow(() -> usage("setting.missing", PREFIX + key));
    }

    int port(String key) {
      String text = text(key).orElse("0");
      try {
        int port = Integer.parseInt(text);
        if (port >= 0 && port <= 65_535) {
          return port;
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw wrong(key, text, "port");
    }

    URI uri(String key, String text) {
      try {
        URI uri = URI.create(text);
        if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
          return uri;
        }
      } catch (IllegalArgumentException e) {
        // Said below.
      }
      throw wrong(key, text, "address");
    }

    /** Names, or nothing when only their number is given. */
    List<String> boardNames() {
      String text = text("boards").orElse("");
      boolean number = !text.isEmpty() && text.startsWith("#");
      return text.isEmpty() || number
          ? List.of()
          : Arrays.stream(text.split(",", -1))
              .map(String::strip)
              .filter(b -> !b.isEmpty())
              .toList();
    }

    int boardCount(List<String> names, boolean simulated) {
      String text = text("boards").orElse("");
      if (!text.startsWith("#")) {
        return names.isEmpty() ? (simulated ? 1 : 0) : simulated ? names.size() : 0;
      }
      try {
        return Integer.parseInt(text.substring(1));
      } catch (NumberFormatException e) {
        throw wrong("boards", text, "boards");
      }
    }

    PartyPublicKey key(String base64) {
      try {
        return PartyPublicKey.ofBase64(base64);
      } catch (IllegalArgumentException e) {
        throw wrong("operator-key", base64, "key");
      }
    }

    Optional<Door> door(boolean simulated) {
      Optional<String> pin = text("door-pin");
      if (pin.isPresent() && simulated) {
        throw usage("setting.ownDoor");
      }
      GpioDoorOptions standard = GpioDoorOptions.standard();
      return pin.map(number ->
          new Door(
              pins(),
              new GpioDoorOptions(
                  standard.board(),
                  pinNumber("door-pin", number),
                  isHigh("door-open-level"),
                  standard.debounceMillis(),
                  standard.aliveMillis())));
    }

    Optional<Lock> lock() {
      return text("lock-pin")
          .map(
              number -> new Lock(pins(), pinNumber("lock-pin", number), isHigh("lock-open-level")));
    }

    private Pins pins() {
      return choice("door-provider", Map.of("gpiod", Pins.GPIOD, "mock", Pins.MOCK), "gpiod");
    }

    private boolean isHigh(String key) {
      return choice(key, Map.of("high", true, "low", false), "high");
    }

    private static int pinNumber(String key, String text) {
      try {
        int pin = Integer.parseInt(text);
        if (pin >= 0 && pin < 1_000) {
          return pin;
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw wrong(key, text, "pin");
    }

    private <T> T choice(String key, Map<String, T> choices, String standard) {
      String text = text(key).orElse(standard);
      T found = choices.get(text);
      if (found == null) {
        throw usage(
            "setting.wrong",
            PREFIX + key,
            String.join(" | ", new TreeSet<>(choices.keySet())),
            text);
      }
      return found;
    }

    TokenUri token(String text) {
      try {
        if (TokenUri.is(text)) {
          return TokenUri.parse(text);
        }
      } catch (IllegalArgumentException e) {
        throw wrong("journal-key", text, "journalKey");
      }
      throw wrong("journal-key", text, "journalKey");
    }

    StoreRules store(boolean simulated) {
      long budget = mebibytes("store-budget-mib", Long.MAX_VALUE);
      long reserve = mebibytes("store-reserve-mib", simulated ? 0 : DEFAULT_RESERVE);
      if (budget <= reserve) {
        throw wrong("store-budget-mib", Long.toString(budget >> 20), "mebibytes");
      }
      return new StoreRules(budget, reserve);
    }

    Archiving.Retention retention() {
      return new Archiving.Retention(
          Duration.ofDays(days("archive-after-days", DEFAULT_DAYS)),
          mebibytes("archive-over-mib", DEFAULT_LIVE),
          KEEP_ENTRIES);
    }

    private long days(String key, long otherwise) {
      Optional<String> text = text(key);
      try {
        long days = text.map(Long::parseLong).orElse(otherwise);
        if (days >= 0 && days <= 36_500) {
          return days;
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw wrong(key, text.orElse(""), "days");
    }

    private long mebibytes(String key, long otherwise) {
      Optional<String> text = text(key);
      try {
        long mebibytes = text.map(Long::parseLong).orElse(0L);
        if (mebibytes >= 0 && mebibytes < 1 << 30) {
          return text.isEmpty() ? otherwise : mebibytes << 20;
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw wrong(key, text.orElse(""), "mebibytes");
    }

    ShelfSettings shelf() {
      String zone = text("zone").orElse("UTC");
      String cutoff = text("cutoff").orElse("00:00");
      try {
        return new ShelfSettings(
            ZoneId.of(zone),
            LocalTime.parse(cutoff).toSecondOfDay(),
            text("currency").orElse("USD"),
            text("session-per-feed").map("true"::equals).orElse(false));
      } catch (DateTimeException e) {
        throw wrong("zone or cutoff", zone + " " + cutoff, "zone");
      }
    }

    private static StartException wrong(String key, String found, String wanted) {
      return usage("setting.wrong", PREFIX + key, StartException.text("setting." + wanted), found);
    }
  }

  static StartException usage(String key, @Nullable Object... values) {
    return new StartException(StartException.Kind.USAGE, key, values);
  }
}

package dev.loulan.server.devices;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.server.http.Problem;
import dev.loulan.sync.store.Session;
import dev.loulan.sync.store.SqliteFile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Registers devices and their documents; tells who waits for a device's next configuration. */
public final class DeviceRegister {
  private static final String DEVICE =
      "SELECT device, shelf, site, operator, zone, cutoff, currency, open_shelf, revoked, restocking, version"
          + " FROM device";
  private static final String DOCUMENT =
      "SELECT kind, device, version, valid_from, content, key_id, signature FROM document"
          + " WHERE device = ?";

  private final SqliteFile file;
  private final InstantSource clock;
  private final Map<String, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();

  public DeviceRegister(SqliteFile file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /** Registers a device; the same again is success, other settings of the same id are an error. */
  public RegisteredDevice add(Fields body) {
    RegisteredDevice device = RegisteredDevice.of(body);
    RegisteredDevice kept =
        file.write(session -> {
          session.change(
              "INSERT INTO device (device, shelf, site, operator, zone, cutoff, currency,"
                  + " open_shelf, revoked, version, created_millis)"
                  + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 1, ?) ON CONFLICT DO NOTHING",
              device.device(),
              device.shelf(),
              device.site(),
              device.operator(),
              device.zone(),
              device.cutoff(),
              device.currency(),
              device.openShelf() ? 1 : 0,
              clock.millis());
          return find(session, device.device()).orElseThrow();
        });
    if (!kept.sameAs(device)) {
      throw new Problem(
          409,
          "DEVICE_DIFFERS",
          "Device %s is registered with other settings, or revoked.".formatted(device.device()));
    }
    return kept;
  }

  public List<RegisteredDevice> all() {
    return file.read(session -> session.all(DeviceRegister::device, DEVICE + " ORDER BY device"));
  }

  public Optional<RegisteredDevice> find(String device) {
    return file.read(session -> find(session, device));
  }

  /** The device, or a 404. */
  public RegisteredDevice require(String device) {
    return find(device)
        .orElseThrow(() ->
            new Problem(404, "UNKNOWN_DEVICE", "No device '%s' is registered.".formatted(device)));
  }

  public void revoke(String device) {
    require(device);
    file.write(session -> session.change("UPDATE device SET revoked = 1 WHERE device = ?", device));
  }

  /** Begins or ends restocking; the device hears of it at once when it is connected. */
  public void restocking(String device, boolean on) {
    require(device);
    file.write(session ->
        session.change(
            "UPDATE device SET restocking = ?, version = version + 1"
                + " WHERE device = ? AND restocking <> ?",
            on ? 1 : 0,
            device,
            on ? 1 : 0));
    changed(device);
  }

  private void changed(String device) {
    Optional.ofNullable(waiting.remove(device)).ifPresent(wait -> wait.complete(null));
  }

  /**
   * Keeps a document whose signature was checked. The same version again with the same content is
   * success; versions of one kind only grow.
   *
   * @return the device's configuration version
   */
  public long put(SignedDocument document) {
    long version = file.write(session -> put(session, document));
    changed(document.device());
    return version;
  }

  private static long put(Session session, SignedDocument document) throws SQLException {
    Optional<SignedDocument> same =
        session.first(
            DeviceRegister::document,
            DOCUMENT + " AND kind = ? AND version = ?",
            document.device(),
            document.kind(),
            document.version());
    if (same.isEmpty()) {
      insert(session, document);
    } else if (!same.get().equals(document)) {
      throw new Problem(
          409,
          "DOCUMENT_DIFFERS",
          "Version %d of the %s of device %s exists with another content; give it a higher version."
              .formatted(document.version(), document.kind(), document.device()));
    }
    return session.number("SELECT version FROM device WHERE device = ?", document.device());
  }

  private static void insert(Session session, SignedDocument document) throws SQLException {
    long newest =
        session.number(
            "SELECT coalesce(max(version), 0) FROM document WHERE device = ? AND kind = ?",
            document.device(),
            document.kind());
    if (document.version() <= newest) {
      throw new Problem(
          409,
          "DOCUMENT_VERSION",
          "The newest %s of device %s has version %d; the next one must be higher than that."
              .formatted(document.kind(), document.device(), newest));
    }
    session.change(
        "INSERT INTO document (device, kind, version, valid_from, content, key_id, signature)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        document.device(),
        document.kind(),
        document.version(),
        document.from(),
        document.content(),
        document.keyId(),
        document.signature());
    session.change("UPDATE device SET version = version + 1 WHERE device = ?", document.device());
  }

  /** The newest planogram of a device. */
  public Optional<SignedDocument> planogram(String device) {
    return file.read(session -> newest(session, device));
  }

  /** All documents of a device, of both kinds. */
  public List<SignedDocument> documents(String device) {
    return file.read(session -> session.all(DeviceRegister::document, DOCUMENT, device));
  }

  /** The JSON of {@code GET /sync/v1/configuration}. */
  public Json.Obj configuration(String device) {
    return file.read(session -> {
      RegisteredDevice found = find(session, device).orElseThrow();
      List<SignedDocument> prices =
          session.all(
              DeviceRegister::document, DOCUMENT + " AND kind = 'prices' ORDER BY version", device);
      return new JsonObjectBuilder()
          .integer("version", found.version())
          .json("device", found.configuration())
          .json(
              "planogram",
              newest(session, device).<Json>map(SignedDocument::json).orElse(new Json.Null()))
          .array("prices", prices.stream().map(SignedDocument::json).toList())
          .build();
    });
  }

  /** Completes when the device's configuration has changed, perhaps without need. */
  public CompletableFuture<Void> change(String device) {
    return waiting.computeIfAbsent(device, name -> new CompletableFuture<>());
  }

  private static Optional<SignedDocument> newest(Session session, String device)
      throws SQLException {
    return session.first(
        DeviceRegister::document,
        DOCUMENT + " AND kind = 'planogram' ORDER BY version DESC LIMIT 1",
        device);
  }

  private static Optional<RegisteredDevice> find(Session session, String device)
      throws SQLException {
    return session.first(DeviceRegister::device, DEVICE + " WHERE device = ?", device);
  }

  private static RegisteredDevice device(ResultSet row) throws SQLException {
    return new RegisteredDevice(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getInt(8) == 1,
        row.getInt(9) == 1,
        row.getInt(10) == 1,
        row.getLong(11));
  }

  private static SignedDocument document(ResultSet row) throws SQLException {
    return new SignedDocument(
        row.getString(1),
        row.getString(2),
        row.getLong(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7));
  }
}

package dev.loulan.server.devices;

import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.provisioning.DeviceNames;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * A device as registered.
 *
 * @param operator party id of the shelf operator
 * @param zone IANA zone in which the device's business day runs
 * @param cutoff local time at which it ends, HH:mm
 * @param openShelf whether the shelf has no door
 * @param restocking whether the next session is a delivery
 */
public record RegisteredDevice(
    String device,
    String shelf,
    String site,
    String operator,
    String zone,
    String cutoff,
    String currency,
    boolean openShelf,
    boolean revoked,
    boolean restocking,
    long version) {
  private static final int MAX_TEXT = 64;

  /**
   * Reads the body of {@code POST /devices}.
   *
   * @throws JsonException naming the member that is missing or wrong
   */
  static RegisteredDevice of(Fields body) {
    body.allowOnly(
        Set.of("deviceId", "shelf", "site", "operator", "zone", "cutoff", "currency", "openShelf"));
    return new RegisteredDevice(
        DeviceNames.require(body.text("deviceId")),
        bounded(body, "shelf"),
        bounded(body, "site"),
        bounded(body, "operator"),
        zone(body.textOrNone("zone").orElse("UTC")),
        cutoff(body.textOrNone("cutoff").orElse("00:00")),
        new Currency(body.text("currency")).code(),
        body.flag("openShelf"),
        false,
        false,
        1);
  }

  private static String bounded(Fields body, String name) {
    String text = body.text(name);
    if (text.isBlank() || text.length() > MAX_TEXT || text.chars().anyMatch(c -> c < ' ')) {
      throw new JsonException(name + " must have 1 to 64 characters, no control characters");
    }
    return text;
  }

  private static String zone(String text) {
    try {
      return ZoneId.of(text).getId();
    } catch (DateTimeException e) {
      throw new JsonException("zone must be a time zone such as Asia/Shanghai, not '" + text + "'");
    }
  }

  private static String cutoff(String text) {
    try {
      return LocalTime.parse(text).toString();
    } catch (DateTimeException e) {
      throw new JsonException("cutoff must be a time HH:mm, not '" + text + "'");
    }
  }

  boolean sameAs(RegisteredDevice other) {
    return asRegistered().equals(other.asRegistered());
  }

  private RegisteredDevice asRegistered() {
    return new RegisteredDevice(
        device, shelf, site, operator, zone, cutoff, currency, openShelf, revoked, false, 0);
  }

  /** The member {@code device} of the device's configuration. */
  Json.Obj configuration() {
    return new JsonObjectBuilder()
        .text("shelf", shelf)
        .text("site", site)
        .text("zone", zone)
        .text("cutoff", cutoff)
        .text("currency", currency)
        .flag("openShelf", openShelf)
        .flag("restocking", restocking)
        .build();
  }
}

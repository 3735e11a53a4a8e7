package dev.loulan.server.api;

import dev.loulan.domain.Currency;
import dev.loulan.server.devices.DeviceRegister;
import dev.loulan.server.devices.RegisteredDevice;
import dev.loulan.server.http.Problem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** In which currency a call speaks that does not name one. */
@Singleton
public class TradeCurrency {
  private final DeviceRegister devices;

  TradeCurrency(DeviceRegister devices) {
    this.devices = devices;
  }

  /** The one named, or the one that all devices sell in. */
  public Currency of(Optional<String> named) {
    if (named.isPresent()) {
      return new Currency(named.get());
    }
    List<Currency> used = all();
    if (used.size() != 1) {
      String codes = used.stream().map(Currency::code).collect(Collectors.joining(", "));
      throw new Problem(
          400,
          "CURRENCY",
          "Name the currency: devices of this server sell in %s."
              .formatted(used.isEmpty() ? "none" : codes));
    }
    return used.getFirst();
  }

  /** All in which devices of this server sell, each once. */
  public List<Currency> all() {
    return devices.all().stream()
        .map(RegisteredDevice::currency)
        .distinct()
        .map(Currency::new)
        .toList();
  }
}

package dev.loulan.server.api;

import dev.loulan.domain.Currency;
import dev.loulan.server.devices.DeviceRegister;
import dev.loulan.server.devices.RegisteredDevice;
import dev.loulan.server.http.Problem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

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
    List<String> used = devices.all().stream().map(RegisteredDevice::currency).distinct().toList();
    if (used.size() != 1) {
      throw new Problem(
          400,
          "CURRENCY",
          "Name the currency: devices of this server sell in %s."
              .formatted(used.isEmpty() ? "none" : String.join(", ", used)));
    }
    return new Currency(used.getFirst());
  }
}

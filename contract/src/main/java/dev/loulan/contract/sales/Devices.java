package dev.loulan.contract.sales;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.PartyRole;
import dev.loulan.contract.StatePort;
import dev.loulan.contract.StateReader;
import dev.loulan.contract.state.Documents;
import dev.loulan.contract.state.Key;
import dev.loulan.contract.state.Signatures;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.KeySuccession;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.NoteFormatException;
import dev.loulan.journal.checkpoint.VerifierKey;
import java.util.Optional;

/** The devices with their keys, and the consortium's choices about them. */
final class Devices {
  private Devices() {}

  static Json configure(StatePort state, Caller caller, Fields document) {
    requireOperator(caller, "configures the ledger");
    Json configuration =
        new JsonObjectBuilder().flag("simulatedClock", document.flag("simulatedClock")).build();
    Optional<Json> before = Documents.find(state, SalesKeys.CONFIGURATION);
    boolean late = before.isEmpty() && !Documents.under(state, SalesKeys.DEVICE).isEmpty();
    if (late || (before.isPresent() && !before.get().equals(configuration))) {
      throw new ContractException(
          ContractCode.CONFIGURED, "The ledger is configured already; it is done once, at first");
    }
    if (before.isEmpty()) {
      state.put(SalesKeys.CONFIGURATION, configuration.canonical());
    }
    return configuration;
  }

  static boolean simulatedClockAllowed(StateReader state) {
    return Documents.find(state, SalesKeys.CONFIGURATION)
        .map(json -> Documents.fields(json).flag("simulatedClock"))
        .orElse(false);
  }

  static Json register(StatePort state, Caller caller, Fields document) {
    requireOperator(caller, "registers devices");
    Device device = Device.of(document);
    Key.requireId(device.deviceId(), "deviceId");
    Key.requireId(device.shelf(), "shelf");
    if (device.revoked()
        || !device.formerVkeys().isEmpty()
        || !device.operator().equals(caller.partyId())) {
      throw new ContractException(
          ContractCode.NOT_AUTHORISED, "An operator registers its own devices, unrevoked");
    }
    requireProof(device, document);
    Optional<Device> before = find(state, device.deviceId());
    if (before.isPresent() && !before.get().isRegisteredAs(device)) {
      throw new ContractException(
          ContractCode.KEY_DIFFERS,
          "Device "
              + device.deviceId()
              + " is registered with another key, shelf, currency or operator, or is revoked");
    }
    if (before.isEmpty()) {
      state.put(SalesKeys.device(device.deviceId()), device.json().canonical());
      state.emit("DeviceRegistered", device.json().canonical());
    }
    return before.orElse(device).json();
  }

  /** The device's log handed over to another key. */
  static void changeKey(StatePort state, Device device, KeySuccession keys) {
    Device changed = device.withKeys(keys);
    state.put(SalesKeys.device(device.deviceId()), changed.json().canonical());
    state.emit("DeviceKeyChanged", changed.json().canonical());
  }

  static Json revoke(StatePort state, Caller caller, String deviceId) {
    Device device = require(state, deviceId);
    if (caller.role() != PartyRole.OPERATOR || !device.operator().equals(caller.partyId())) {
      throw new ContractException(
          ContractCode.NOT_AUTHORISED, "Only its operator revokes device " + deviceId);
    }
    Device revoked = device.revokedNow();
    if (!device.revoked()) {
      state.put(SalesKeys.device(deviceId), revoked.json().canonical());
      state.emit("DeviceRevoked", revoked.json().canonical());
    }
    return revoked.json();
  }

  static Device require(StateReader state, String deviceId) {
    return find(state, deviceId)
        .orElseThrow(() ->
            new ContractException(
                ContractCode.UNKNOWN_DEVICE, "No device '" + deviceId + "' is registered"));
  }

  private static Optional<Device> find(StateReader state, String deviceId) {
    return Documents.find(state, SalesKeys.device(deviceId)).map(Device::stored);
  }

  private static void requireOperator(Caller caller, String what) {
    if (caller.role() != PartyRole.OPERATOR) {
      throw new ContractException(ContractCode.NOT_AUTHORISED, "Only an operator " + what);
    }
  }

  private static void requireProof(Device device, Fields document) {
    boolean proven =
        Signatures.verifies(
            key(device).publicKey().toArray(),
            Signatures.base64(document.text("proof"), "proof"),
            "loulan.dev/journal-key/v1",
            device.deviceId(),
            device.vkey(),
            document.text("certificateSha256"));
    if (!proven) {
      throw new ContractException(
          ContractCode.PROOF,
          "The proof for device " + device.deviceId() + " is not made with the key it registers");
    }
  }

  private static VerifierKey key(Device device) {
    try {
      VerifierKey key = VerifierKey.parse(device.vkey());
      if (key.equals(LogName.key(device.deviceId(), key.publicKey()))) {
        return key;
      }
    } catch (NoteFormatException e) {
      throw new ContractException(ContractCode.PROOF, String.valueOf(e.getMessage()));
    }
    throw new ContractException(
        ContractCode.PROOF, "The key is not named for device " + device.deviceId());
  }
}

package dev.loulan.simulation.server;

import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.Reply;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.simulation.world.World;
import dev.loulan.sync.ledger.SubmitOutcome;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A server that tells the ledger something else than its device said, before it submits what the
 * device did say. Each lie must be refused with its code, and stand on the audit trail.
 */
final class LyingServer {
  private final World world;
  private final Server server;
  private final Set<BatchLie> due = EnumSet.noneOf(BatchLie.class);

  LyingServer(World world, Server server) {
    this.world = world;
    this.server = server;
  }

  /** Each lie is told once, as soon as a device's entries lend themselves to it. */
  void begin() {
    due.addAll(EnumSet.allOf(BatchLie.class));
  }

  /** New entries of a device are here. */
  void taken(String device) {
    if (due.isEmpty() || world.faults().areOver() || isRevoked(device)) {
      return;
    }
    Optional<PendingBatch> pending = PendingBatch.of(server, device);
    if (pending.isEmpty()) {
      return;
    }
    Optional<PendingBatch> other =
        server.store().read(kept -> kept.devices()).stream()
            .filter(name -> !name.equals(device))
            .flatMap(name -> PendingBatch.of(server, name).stream())
            .findFirst();
    for (BatchLie lie : Set.copyOf(due).stream().sorted().toList()) {
      Optional<ContractCall> call = pending.get().told(lie, other);
      if (call.isPresent()) {
        due.remove(lie);
        tell(device, lie, call.get());
        return;
      }
    }
  }

  private void tell(String device, BatchLie lie, ContractCall call) {
    String what = "the server " + lie.name().toLowerCase(java.util.Locale.ROOT) + " of " + device;
    switch (server.attempt(Server.PLATFORM, call)) {
      case SubmitOutcome.Committed(_, var reply) -> {
        boolean refused = reply.status() == Reply.Status.REFUSED && reply.code() == lie.code();
        if (!refused || !isOnTrail(device, lie)) {
          world.violated(
              "lie-refused",
              what + ": expected " + lie.code() + " on the audit trail, got " + reply.code());
        }
        world.note("ledger", "refuses that " + what + ": " + reply.code());
      }
      case SubmitOutcome.Rejected(var code, var detail) ->
          world.violated("lie-refused", what + ": got " + code + ": " + detail);
      case SubmitOutcome.Invalid _, SubmitOutcome.Unknown _ -> {
        // Not answered at all.
      }
    }
  }

  /** Whatever is said of such a device is refused for that reason first. */
  private boolean isRevoked(String device) {
    byte[] devices = server.gateway().query(Server.PLATFORM, ContractCalls.devices()).payload();
    return JsonReader.read(devices) instanceof Json.Arr all
        && all.items().stream()
            .map(each -> Fields.of(each, "device"))
            .anyMatch(each -> each.text("deviceId").equals(device) && each.flag("revoked"));
  }

  private boolean isOnTrail(String device, BatchLie lie) {
    byte[] trail =
        server.gateway().query(Server.PLATFORM, ContractCalls.refusals(device)).payload();
    return new String(trail, StandardCharsets.UTF_8).contains(lie.code().name());
  }
}

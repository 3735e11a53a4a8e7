package dev.loulan.simulation.server;

import dev.loulan.contract.BatchItem;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.ContractCode;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.simulation.world.FaultKind;
import dev.loulan.simulation.world.World;
import dev.loulan.sync.ledger.SubmitOutcome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Tries what a lying server, operator or host could try; each must be refused with its code. */
public final class Liars {
  private final World world;
  private final Server server;
  private final Operator operator;
  private long lies;

  public Liars(World world, Server server, Operator operator) {
    this.world = world;
    this.server = server;
    this.operator = operator;
  }

  /**
   * The lies of a day.
   *
   * @param answered a review that is answered; empty when there is none
   */
  public void lie(LocalDate today, String answered) {
    if (world.faults().strikes(FaultKind.SERVER_LIES)) {
      server.store().read(kept -> List.copyOf(kept.devices())).forEach(this::alterEntries);
    }
    if (!answered.isEmpty() && world.faults().strikes(FaultKind.OPERATOR_LIES)) {
      mustFail(
          ContractCalls.adjust(operator.party().signed(answer(answered, today))),
          operator.party(),
          ContractCode.ADJUSTED_BEFORE);
    }
    if (!answered.isEmpty() && world.faults().strikes(FaultKind.HOST_LIES)) {
      mustFail(
          ContractCalls.adjust(operator.host().signed(answer(answered, today))),
          operator.host(),
          ContractCode.SIGNATURE_NOT_OF_PARTY);
    }
  }

  private dev.loulan.domain.json.Json.Obj answer(String review, LocalDate today) {
    return new JsonObjectBuilder()
        .text("adjustmentId", "lie-" + ++lies)
        .text("kind", "review")
        .text("target", review)
        .text("day", today.toString())
        .array("lines", List.of())
        .text("partyId", Operator.OPERATOR)
        .build();
  }

  /** The device's next entries with one byte changed, or its last ones once more with one. */
  private void alterEntries(String device) {
    var last = server.store().read(kept -> kept.lastEpoch(device));
    var done = server.store().read(kept -> kept.lastSubmission(device));
    if (last.isEmpty() || done.isEmpty()) {
      return;
    }
    EpochId epoch = done.get().epoch();
    long from = done.get().fromSize();
    long to = done.get().toSize();
    List<byte[]> entries = server.store().read(kept -> kept.entries(device, epoch, from, to));
    String note = server.store().read(kept -> kept.checkpoint(device, epoch, to)).orElse("");
    if (entries.size() < 2 || note.isEmpty()) {
      return;
    }
    List<BatchItem> items = new ArrayList<>();
    for (byte[] entry : entries) {
      byte[] changed = entry.clone();
      changed[changed.length - 1] ^= 1;
      items.add(new BatchItem.Leaf(Bytes.owning(changed)));
    }
    ContractCall call = ContractCalls.submitItems(device, epoch.hex(), from, to - 1, items, note);
    switch (server.attempt(Server.PLATFORM, call)) {
      case SubmitOutcome.Committed(_, var reply) when reply.code() == ContractCode.OK ->
          world.violated("lie-refused", "altered entries of " + device + " were accepted");
      case SubmitOutcome.Committed _, SubmitOutcome.Rejected _, SubmitOutcome.Invalid _, SubmitOutcome.Unknown _ -> {
        // Refused, or nothing is known of it.
      }
    }
  }

  private void mustFail(ContractCall call, Party by, ContractCode expected) {
    switch (server.attempt(by.caller(), call)) {
      case SubmitOutcome.Committed _ ->
          world.violated(
              "lie-refused", call.function().word() + " of " + by.partyId() + " was accepted");
      case SubmitOutcome.Rejected(var code, var what) when code != expected ->
          world.violated("lie-refused", "expected " + expected + ", got " + code + ": " + what);
      case SubmitOutcome.Rejected _, SubmitOutcome.Invalid _, SubmitOutcome.Unknown _ -> {
        // Refused with its code, or not answered at all.
      }
    }
  }
}

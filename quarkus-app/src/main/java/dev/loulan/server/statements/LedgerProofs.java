package dev.loulan.server.statements;

import dev.loulan.clearing.statement.Bundle.CloseRef;
import dev.loulan.clearing.statement.ProofSource;
import dev.loulan.contract.ContractCalls;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.checkpoint.EntryProof;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.merkle.MerkleTree;
import dev.loulan.journal.merkle.TreeHash;
import dev.loulan.server.ledger.LedgerDesk;
import dev.loulan.sync.intake.IntakeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Proofs out of the journals that the server took in, terms and decisions out of the ledger. It
 * keeps what it read: one for each request, and one thread.
 */
final class LedgerProofs implements ProofSource {
  private final IntakeReader intake;
  private final LedgerDesk ledger;
  private final List<Fields> devices;
  private final TreeMap<String, Log> logs = new TreeMap<>();

  LedgerProofs(IntakeReader intake, LedgerDesk ledger) {
    this.intake = intake;
    this.ledger = ledger;
    this.devices = ledger.list(ContractCalls.devices());
  }

  /** An epoch's entries under its last checkpoint. */
  private record Log(List<Bytes> leaves, SignedNote head, MerkleTree tree, List<Close> closes) {}

  private record Close(String day, long seq) {}

  @Override
  public String proof(String entryId) {
    String[] parts = entryId.split(":", -1);
    Log log = log(parts[0], EpochId.ofHex(parts[1]));
    int seq = Integer.parseInt(parts[2]);
    return new EntryProof(
            log.leaves().get(seq), seq, log.tree().inclusion(seq, log.leaves().size()), log.head())
        .encode();
  }

  @Override
  public String vkey(String deviceId) {
    return devices.stream()
        .filter(device -> device.text("deviceId").equals(deviceId))
        .map(device -> device.text("vkey"))
        .findFirst()
        .orElse("");
  }

  @Override
  public Json agreement(String idAndVersion) {
    for (Fields agreement : ledger.list(ContractCalls.agreements())) {
      String name = agreement.text("agreementId") + "/" + agreement.integer("version");
      if (name.equals(idAndVersion)) {
        return new JsonObjectBuilder()
            .json("terms", agreement.find("terms").orElseThrow())
            .json("signatures", agreement.find("signatures").orElseThrow())
            .build();
      }
    }
    throw new IllegalStateException("The ledger settled by " + idAndVersion + " and lacks it");
  }

  @Override
  public Json adjustment(String target) {
    return ledger.list(ContractCalls.adjustments(target)).stream()
        .filter(decision -> !decision.text("kind").equals("release"))
        .flatMap(decision -> decision.find("document").stream())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Nothing was decided about " + target));
  }

  @Override
  public List<CloseRef> closes(String day, String shelf) {
    List<CloseRef> closes = new ArrayList<>();
    for (Fields device : devices) {
      if (device.text("shelf").equals(shelf)) {
        String id = device.text("deviceId");
        for (EpochId epoch : intake.epochs(id)) {
          log(id, epoch).closes().stream()
              .filter(close -> close.day().equals(day))
              .map(
                  close -> new CloseRef(day, shelf, id, id + ":" + epoch.hex() + ":" + close.seq()))
              .forEach(closes::add);
        }
      }
    }
    return closes;
  }

  private Log log(String device, EpochId epoch) {
    return logs.computeIfAbsent(device + ":" + epoch.hex(), key -> read(device, epoch));
  }

  private Log read(String device, EpochId epoch) {
    IntakeReader.Log stored = intake.log(device, epoch);
    List<Close> closes = new ArrayList<>();
    for (int seq = 0; seq < stored.leaves().size(); seq++) {
      if (EntryCodec.decode(stored.leaves().get(seq).toArray()).body() instanceof DayClose close) {
        closes.add(new Close(close.toDay(), seq));
      }
    }
    List<Bytes> hashes = stored.leaves().stream().map(TreeHash::leaf).toList();
    return new Log(stored.leaves(), stored.head(), MerkleTree.ofLeafHashes(hashes), closes);
  }
}

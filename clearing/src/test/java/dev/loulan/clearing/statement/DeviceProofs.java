package dev.loulan.clearing.statement;

import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.fixture.Consortium;
import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.contract.fixture.TestParty;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.checkpoint.EntryProof;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.merkle.MerkleTree;
import dev.loulan.journal.merkle.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Proofs out of one device's log and the ledger that it sold on. */
final class DeviceProofs implements ProofSource {
  private final Consortium consortium;
  private final TestDevice device;
  private final Json.Obj terms;

  /**
   * @param terms version 1, which the three signed
   */
  DeviceProofs(Consortium consortium, TestDevice device, String terms) {
    this.consortium = consortium;
    this.device = device;
    this.terms = (Json.Obj) JsonReader.read(terms.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String proof(String entryId) {
    int seq = Integer.parseInt(entryId.substring(entryId.lastIndexOf(':') + 1));
    List<byte[]> leaves = device.leaves(0, device.size());
    MerkleTree tree = MerkleTree.ofLeafHashes(leaves.stream().map(TreeHash::leaf).toList());
    return new EntryProof(
            Bytes.of(leaves.get(seq)),
            seq,
            tree.inclusion(seq, leaves.size()),
            SignedNote.parse(device.checkpoint(leaves.size())))
        .encode();
  }

  @Override
  public String vkey(String deviceId) {
    return LogName.key(deviceId, device.key(1).publicKey()).encode();
  }

  @Override
  public Json agreement(String idAndVersion) {
    String hash = TreeHash.sha256(terms.canonical()).hex();
    List<Json> signatures = new ArrayList<>();
    for (TestParty party : List.of(consortium.operator, consortium.host, consortium.supplier)) {
      signatures.add(
          new JsonObjectBuilder()
              .text("party", party.role().word())
              .text("partyId", party.partyId())
              .text("publicKey", party.publicKey())
              .text("signature", party.sign("loulan.dev/agreement/v1", hash))
              .build());
    }
    return new JsonObjectBuilder().json("terms", terms).array("signatures", signatures).build();
  }

  @Override
  public Json adjustment(String target) {
    byte[] found =
        consortium
            .ledger
            .invoke(consortium.host.caller(), ContractCalls.adjustments(target))
            .payload();
    Json decided = new JsonObjectBuilder().json("all", JsonReader.read(found)).build();
    return Fields.of(decided, "decided").objects("all").stream()
        .filter(each -> !each.text("kind").equals("release"))
        .findFirst()
        .orElseThrow()
        .find("document")
        .orElseThrow();
  }

  @Override
  public List<Bundle.CloseRef> closes(String day, String shelf) {
    List<Bundle.CloseRef> closes = new ArrayList<>();
    for (int seq = 0; seq < device.size(); seq++) {
      byte[] leaf = device.leaves(seq, seq + 1).getFirst();
      if (EntryCodec.decode(leaf).body() instanceof DayClose close && close.toDay().equals(day)) {
        closes.add(
            new Bundle.CloseRef(
                day,
                shelf,
                device.deviceId(),
                device.deviceId() + ":" + device.epoch() + ":" + seq));
      }
    }
    return closes;
  }
}

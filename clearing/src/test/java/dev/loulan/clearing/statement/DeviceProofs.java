package dev.loulan.clearing.statement;

import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.fixture.Consortium;
import dev.loulan.contract.fixture.TestDevice;
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
import dev.loulan.journal.merkle.NodeSource;
import dev.loulan.journal.merkle.Subtree;
import dev.loulan.journal.merkle.TreeHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Proofs out of devices' logs and the ledger that they sold on. A log is signed once for each size,
 * a subtree hashed once, an agreement asked for once.
 */
final class DeviceProofs implements ProofSource {
  private final Consortium consortium;
  private final Map<String, TestDevice> devices = new TreeMap<>();
  private final Map<String, String> shelves = new TreeMap<>();
  private final Map<String, Signed> logs = new TreeMap<>();
  private final Map<String, Json> agreements = new TreeMap<>();

  /** A log as its last checkpoint covers it. */
  private record Signed(int size, MerkleTree tree, SignedNote checkpoint) {

    static Signed of(TestDevice device) {
      List<byte[]> leaves = device.leaves(0, device.size());
      return new Signed(
          leaves.size(),
          new MerkleTree(new Nodes(leaves, new HashMap<>())),
          SignedNote.parse(device.checkpoint(leaves.size())));
    }
  }

  /** The hashes of subtrees over leaves, each reckoned once. */
  private record Nodes(List<byte[]> leaves, Map<Subtree, Bytes> known) implements NodeSource {

    @Override
    public Bytes hash(Subtree node) {
      Bytes found = known.get(node);
      if (found == null) {
        found = reckon(node);
        known.put(node, found);
      }
      return found;
    }

    private Bytes reckon(Subtree node) {
      if (node.level() == 0) {
        return TreeHash.leaf(leaves.get((int) node.index()));
      }
      int below = node.level() - 1;
      return TreeHash.node(
          hash(new Subtree(below, 2 * node.index())),
          hash(new Subtree(below, 2 * node.index() + 1)));
    }
  }

  DeviceProofs(Consortium consortium) {
    this.consortium = consortium;
  }

  DeviceProofs with(TestDevice device, String shelf) {
    devices.put(device.deviceId(), device);
    shelves.put(device.deviceId(), shelf);
    return this;
  }

  @Override
  public String proof(String entryId) {
    TestDevice device = device(entryId.substring(0, entryId.indexOf(':')));
    int seq = Integer.parseInt(entryId.substring(entryId.lastIndexOf(':') + 1));
    Signed log =
        logs.compute(
            device.deviceId(),
            (id, known) ->
                known != null && known.size() == device.size() ? known : Signed.of(device));
    return new EntryProof(
            Bytes.of(device.leaves(seq, seq + 1).getFirst()),
            seq,
            log.tree().inclusion(seq, log.size()),
            log.checkpoint())
        .encode();
  }

  @Override
  public String vkey(String deviceId) {
    return LogName.key(deviceId, device(deviceId).key(1).publicKey()).encode();
  }

  @Override
  public Json agreement(String idAndVersion) {
    return agreements.computeIfAbsent(idAndVersion, this::signed);
  }

  private Json signed(String idAndVersion) {
    Fields version =
        list(ContractCalls.agreements()).stream()
            .filter(each ->
                idAndVersion.equals(each.text("agreementId") + "/" + each.integer("version")))
            .findFirst()
            .orElseThrow();
    return new JsonObjectBuilder()
        .json("terms", version.find("terms").orElseThrow())
        .json("signatures", version.find("signatures").orElseThrow())
        .build();
  }

  @Override
  public Json adjustment(String target) {
    return list(ContractCalls.adjustments(target)).stream()
        .filter(each -> !each.text("kind").equals("release"))
        .findFirst()
        .orElseThrow()
        .find("document")
        .orElseThrow();
  }

  @Override
  public List<Bundle.CloseRef> closes(String day, String shelf) {
    List<Bundle.CloseRef> closes = new ArrayList<>();
    for (TestDevice device : devices.values()) {
      if (shelf.equals(shelves.get(device.deviceId()))) {
        addCloses(device, day, shelf, closes);
      }
    }
    return closes;
  }

  private static void addCloses(
      TestDevice device, String day, String shelf, List<Bundle.CloseRef> closes) {
    for (int seq = 0; seq < device.size(); seq++) {
      byte[] leaf = device.leaves(seq, seq + 1).getFirst();
      if (EntryCodec.decode(leaf).body() instanceof DayClose close && close.toDay().equals(day)) {
        String id = device.deviceId() + ":" + device.epoch() + ":" + seq;
        closes.add(new Bundle.CloseRef(day, shelf, device.deviceId(), id));
      }
    }
  }

  private TestDevice device(String id) {
    return Objects.requireNonNull(devices.get(id), id);
  }

  private List<Fields> list(ContractCall call) {
    byte[] found = consortium.ledger.invoke(consortium.host.caller(), call).payload();
    Json all = new JsonObjectBuilder().json("all", JsonReader.read(found)).build();
    return Fields.of(all, "answer").objects("all");
  }
}

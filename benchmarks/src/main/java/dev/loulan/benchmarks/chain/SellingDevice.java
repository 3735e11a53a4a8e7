package dev.loulan.benchmarks.chain;

import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Boot;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.ClockKind;
import dev.loulan.journal.entry.Counters;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.EpochOpened;
import dev.loulan.journal.entry.Header;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.journal.entry.Tender;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.merkle.Frontier;
import dev.loulan.journal.merkle.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A device that sells: entries as an agent writes them, a checkpoint for each batch. */
final class SellingDevice {
  private static final String CERTIFICATE = "00".repeat(32);

  private final String id;
  private final Ed25519Signer signer;
  private final EpochId epoch;
  private final Frontier log = new Frontier();
  private Counters counters = Counters.ZERO;
  private List<byte[]> batch = new ArrayList<>();
  private long from;
  private long sales;
  private byte[] last = {};

  SellingDevice(String id) {
    this.id = id;
    this.signer =
        Ed25519Signer.fromSeed(TreeHash.sha256(id.getBytes(StandardCharsets.UTF_8)).toArray());
    this.epoch = EpochId.of(new byte[16]);
    append(new EpochOpened(id, signer.publicKey(), null));
    append(new Boot("bench", ClockKind.SIMULATED));
  }

  String id() {
    return id;
  }

  long sales() {
    return sales;
  }

  /** Id of the last sale. */
  String lastSale() {
    return id + ":" + epoch.hex() + ":" + (log.size() - 1);
  }

  ContractCall registration() {
    String vkey = LogName.key(id, signer.publicKey()).encode();
    String proof = String.join("\n", "loulan.dev/journal-key/v1", id, vkey, CERTIFICATE) + "\n";
    Json.Obj document =
        new JsonObjectBuilder()
            .text("deviceId", id)
            .text("shelf", "s1")
            .text("site", "lobby")
            .text("operator", "op")
            .text("currency", "USD")
            .text("vkey", vkey)
            .text("certificateSha256", CERTIFICATE)
            .text("proof", signer.sign(proof.getBytes(StandardCharsets.UTF_8)).base64())
            .build();
    return ContractCalls.registerDevice(document);
  }

  /** The device sells so often, and its entries since the last batch go to the ledger. */
  ContractCall sell(int count) {
    for (int i = 0; i < count; i++) {
      SaleLine line =
          new SaleLine(
              "4006381333931", 1 + i % 2, 150 + i % 100, "acme", 700, "p1", "g1", 990_000, null);
      Tender tender = new Tender("pay", "m1", id + "-" + sales);
      append(Sale.draft("session-" + sales, tender, List.of(line), "USD", List.of()));
      sales++;
    }
    ContractCall call = ContractCalls.submitBatch(id, epoch.hex(), from, batch, checkpoint());
    from = log.size();
    batch = new ArrayList<>();
    return call;
  }

  /** The bytes of one sale, as the peer of the comparison stores them. */
  byte[] saleBytes() {
    sell(1);
    return last;
  }

  private String checkpoint() {
    return new Checkpoint(new LogName(id, epoch).origin(), log.size(), log.root())
        .sign(LogName.key(id, signer.publicKey()), signer)
        .encode();
  }

  /** Blinding values are as random as an agent's, so that nothing compresses better than there. */
  private byte[] blindSeed(long seq) {
    return (id + "/" + seq).getBytes(StandardCharsets.UTF_8);
  }

  private void append(Body body) {
    Body numbered = counters.number(body);
    long ledgerNo = numbered.type().onLedger() ? counters.ledgerNo() + 1 : 0;
    long seq = log.size();
    Header header =
        new Header(
            epoch,
            seq,
            1_770_000_000_000_000L + seq * 1_000_000,
            true,
            Bytes.of(new byte[8]),
            seq * 1_000_000,
            Bytes.of(Arrays.copyOf(TreeHash.sha256(blindSeed(seq)).toArray(), 16)),
            ledgerNo,
            null);
    JournalEntry entry = new JournalEntry(header, numbered);
    counters = counters.after(entry);
    last = EntryCodec.encode(entry);
    log.append(TreeHash.leaf(last));
    batch.add(last);
  }
}

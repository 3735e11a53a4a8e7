package dev.loulan.browser;

import com.upokecenter.cbor.CBORObject;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.IdSource;
import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalHead;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.entry.Boot;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Candidate;
import dev.loulan.journal.entry.ClockKind;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.Door;
import dev.loulan.journal.entry.Evidence;
import dev.loulan.journal.entry.Outcome;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.journal.entry.SessionClosed;
import dev.loulan.journal.entry.SessionOpened;
import dev.loulan.journal.entry.StepKind;
import dev.loulan.journal.entry.Tender;
import dev.loulan.journal.entry.WeightStep;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import dev.loulan.provisioning.device.DeviceEnrolment;
import dev.loulan.provisioning.device.DeviceIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * A shelf controller as the server knows it: enrols, keeps a real journal, and posts its segments
 * over mutual TLS.
 */
final class ShelfDevice implements AutoCloseable {
  private static final InstantSource CLOCK = InstantSource.system();

  private final String name;
  private final URI server;
  private final DeviceIdentity identity;
  private final HttpClient client;
  private final Ed25519Signer signer = Ed25519Signer.fromSeed(new byte[32]);
  private final SqliteJournalStore store;
  private final Journal journal;
  private long posted;
  private int session;

  private ShelfDevice(Path folder, URI server, String name, DeviceIdentity identity) {
    this.name = name;
    this.server = server;
    this.identity = identity;
    this.client = HttpClient.newBuilder().sslContext(identity.sslContext(CLOCK)).build();
    this.store = SqliteJournalStore.open(folder.resolve("journal.db"));
    IdSource ids = new IdSource(new Random(7));
    this.journal =
        Journal.open(store, signer, ids, name, Journal.continueOrBegin(store, ids), now());
  }

  static ShelfDevice claim(Path folder, URI server, String name, String claim)
      throws IOException, InterruptedException {
    DeviceIdentity identity =
        new DeviceEnrolment(folder.resolve("device.pem"), CLOCK).claim(server, name, claim);
    ShelfDevice device = new ShelfDevice(folder, server, name, identity);
    device.registerKey();
    device.journal.append(now(), new Boot("browser-test 1", ClockKind.REAL));
    return device;
  }

  private void registerKey() throws IOException, InterruptedException {
    String vkey = LogName.key(name, signer.publicKey()).encode();
    String statement =
        "loulan.dev/journal-key/v1\n%s\n%s\n%s\n"
            .formatted(name, vkey, identity.certificateFingerprint());
    byte[] proof = signer.sign(statement.getBytes(StandardCharsets.UTF_8)).toArray();
    String body =
        new JsonObjectBuilder()
            .text("vkey", vkey)
            .text("proof", Base64.getEncoder().encodeToString(proof))
            .build()
            .text();
    send("PUT", "/sync/v1/journal-key", "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  /** Somebody opens the door, takes goods from a plate and goes: journaled and posted. */
  void sell(String gtin, long quantity, long priceMinor, String plate, long unitMg)
      throws IOException, InterruptedException {
    String id = "s-" + ++session;
    Tender tender = new Tender("demo-pay", "m-1", "R-" + session);
    journal.append(now(), new SessionOpened(id, tender, List.of()));
    journal.append(now(), new Door("front", true));
    long at = now().atMicros();
    long step =
        journal.append(
            now(),
            new WeightStep(
                id,
                "b1",
                List.of(plate),
                at - 900_000,
                at,
                -unitMg * quantity,
                410,
                StepKind.TAKE));
    journal.append(now(), new Door("front", false));
    SaleLine line =
        new SaleLine(
            gtin,
            quantity,
            priceMinor,
            "acme",
            0,
            "1",
            "1",
            993_400,
            new Candidate(gtin, quantity + 1, 4_100));
    Evidence evidence = new Evidence(step, Bytes.of(new byte[32]));
    journal.append(
        now(),
        List.of(
            Sale.draft(id, tender, List.of(line), "CNY", List.of(evidence)),
            new SessionClosed(id, Outcome.SALE)));
    post();
  }

  /** Somebody takes goods, and the shelf cannot tell which; journaled and posted. */
  void ask(String likely, String other) throws IOException, InterruptedException {
    String id = "s-" + ++session;
    Tender tender = new Tender("demo-pay", "m-1", "R-" + session);
    journal.append(now(), new SessionOpened(id, tender, List.of()));
    journal.append(
        now(),
        List.of(
            ReviewOpened.draft(
                id,
                tender,
                List.of(new Candidate(likely, 1, 540_000), new Candidate(other, 3, 450_000)),
                "ambiguous",
                List.of()),
            new SessionClosed(id, Outcome.REVIEW)));
    post();
  }

  /** Closes a business day and all before it that are open. */
  void close(String fromDay, String toDay) throws IOException, InterruptedException {
    journal.append(now(), DayClose.draft(fromDay, toDay, 0, "CNY"));
    post();
  }

  private void post() throws IOException, InterruptedException {
    journal.commit();
    JournalHead head = journal.head();
    CBORObject entries = CBORObject.NewArray();
    for (Bytes leaf : journal.reader().leaves(head.epoch(), posted, head.size())) {
      entries.Add(leaf.toArray());
    }
    CBORObject segment =
        CBORObject.NewOrderedMap()
            .Add("epoch", head.epoch().value().toArray())
            .Add("from", posted)
            .Add("entries", entries)
            .Add("checkpoint", head.checkpoint().encode());
    send("POST", "/sync/v1/segments", "application/cbor", segment.EncodeToBytes());
    posted = head.size();
  }

  /** Says what the plates weigh and whether the door is open. */
  void tell(boolean doorOpen, long waterMg, boolean settled)
      throws IOException, InterruptedException {
    String state =
        """
        {"atMicros":%d,"door":"%s","session":%s,"gaps":0,"alerts":[],"plates":[
         {"board":"b1","plate":"1","mg":%d,"settled":%b,"gtin":"%s","name":"Sparkling water 330 ml"},
         {"board":"b1","plate":"2","mg":1248600,"settled":true,"gtin":"%s","name":"Dark chocolate 70 %% 黑巧克力"},
         {"board":"b1","plate":"3","mg":300,"settled":true,"gtin":null,"name":null}]}
        """
            .formatted(
                now().atMicros(),
                doorOpen ? "open" : "closed",
                doorOpen ? "\"s-1\"" : "null",
                waterMg,
                settled,
                Consortium.WATER,
                Consortium.CHOCOLATE);
    send("POST", "/sync/v1/live", "application/json", state.getBytes(StandardCharsets.UTF_8));
  }

  private void send(String method, String path, String type, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(
          path + " was answered with " + answer.statusCode() + ": " + answer.body());
    }
  }

  private static Stamp now() {
    long atMicros = CLOCK.millis() * 1_000;
    return new Stamp(atMicros, true, System.nanoTime() / 1_000);
  }

  @Override
  public void close() {
    client.close();
    journal.close();
    store.close();
  }
}

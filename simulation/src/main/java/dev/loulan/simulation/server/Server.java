package dev.loulan.simulation.server;

import dev.loulan.agent.sync.ServerClient.Answer;
import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.PartyRole;
import dev.loulan.contract.memory.ContractInMemory;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.checkpoint.Cosigner;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.simulation.edge.Edges;
import dev.loulan.simulation.store.MemoryIntakeStore;
import dev.loulan.simulation.world.FaultKind;
import dev.loulan.simulation.world.World;
import dev.loulan.sync.intake.Intake;
import dev.loulan.sync.intake.IntakeException;
import dev.loulan.sync.intake.Position;
import dev.loulan.sync.intake.Segment;
import dev.loulan.sync.ledger.LedgerFollower;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.SubmitOutcome;
import dev.loulan.sync.submission.BatchBounds;
import dev.loulan.sync.submission.LedgerKeys;
import dev.loulan.sync.submission.SubmissionWorker;
import dev.loulan.testkit.chance.Chance;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The server's own classes over memory, as two replicas with one database and one ledger. */
public final class Server {
  static final Caller PLATFORM = new Caller("platform", PartyRole.PLATFORM);
  private static final long DAY = 86_400_000_000L;

  /** After this the other replica may go on with what one left behind. */
  private static final long LEASE = 300_000_000L;

  private final World world;
  private final Edges edges;
  private final Chance chance;
  private final MemoryIntakeStore store = new MemoryIntakeStore();
  private final ContractInMemory ledger;
  private final LedgerGateway gateway;
  private final List<Replica> replicas;
  private final SubmissionWorker office;
  private final ArrayDeque<MemoryIntakeStore.Kept> backups = new ArrayDeque<>();
  private final Map<String, Json.Obj> configurations = new TreeMap<>();
  private final SeenCheckpoints seen;
  private final long submitDelay;
  private long downUntil;
  private long transactions;
  private boolean submitPlanned;
  private boolean submitting;
  private Consumer<String> taken = _ -> {};

  private static final class Replica {
    private final Intake intake;
    private final SubmissionWorker worker;
    private long downUntil;

    Replica(Intake intake, SubmissionWorker worker) {
      this.intake = intake;
      this.worker = worker;
    }
  }

  public Server(World world, Edges edges) {
    this.world = world;
    this.edges = edges;
    this.chance = world.chance("server");
    // How long a ledger keeps the submission of a segment waiting for those before it.
    this.submitDelay = chance.happens(0.5) ? 2_000_000 : 90_000_000;
    this.seen = new SeenCheckpoints(world);
    this.ledger = new ContractInMemory(edges::state);
    this.gateway = edges.ledger(new FaultyGateway(world, ledger));
    this.replicas = List.of(replica(1), replica(2));
    this.office = worker(gateway, replicaName(1));
    world.time().in(DAY, this::everyDay);
  }

  /** The replicas share the database and have leases of their own. */
  private Replica replica(int number) {
    Cosigner cosigner = new Cosigner("witness.loulan", Ed25519Signer.fromSeed(new byte[32]));
    return new Replica(
        new Intake(
            edges.intake(store), cosigner, this::now, false, new LedgerKeys(gateway, PLATFORM)),
        worker(new MortalGateway(world, gateway), replicaName(number)));
  }

  private SubmissionWorker worker(LedgerGateway to, Caller name) {
    Supplier<String> txIds = () -> "tx-" + ++transactions;
    return new SubmissionWorker(
        edges.intake(store), to, name, txIds, BatchBounds.DEFAULT, this::now);
  }

  private static Caller replicaName(int number) {
    return new Caller(PLATFORM.partyId() + "-" + number, PLATFORM.role());
  }

  private Instant now() {
    return Instant.EPOCH.plus(world.time().now(), ChronoUnit.MICROS);
  }

  public MemoryIntakeStore store() {
    return store;
  }

  public ContractInMemory ledger() {
    return ledger;
  }

  public LedgerGateway gateway() {
    return gateway;
  }

  /** One attempt; what became of it may stay unknown. */
  SubmitOutcome attempt(Caller caller, ContractCall call) {
    return gateway.send(gateway.prepare(caller, call));
  }

  /** Submits for the operator's people, as a part of the first replica. */
  SubmissionWorker worker() {
    return office;
  }

  Intake intake() {
    return replicas.getFirst().intake;
  }

  /** Is told of each device whose entries came in. */
  void onTaken(Consumer<String> listener) {
    taken = listener;
  }

  /** A second device with this name and key is about. */
  public void cloned(String device) {
    seen.cloned(device);
  }

  /** Gives a device a newer configuration. */
  void configure(String device, Json.Obj configuration) {
    configurations.put(device, configuration);
  }

  boolean isDown() {
    return world.time().now() < downUntil || up().isEmpty();
  }

  private List<Replica> up() {
    return replicas.stream().filter(r -> world.time().now() >= r.downUntil).toList();
  }

  private Replica anyone() {
    List<Replica> up = up();
    return up.get(chance.below(up.size()));
  }

  private void everyDay() {
    if (world.faults().strikes(FaultKind.SERVER_CRASH)) {
      downUntil = world.time().now() + chance.between(1_000_000, 1_800_000_000L);
      edges.serverStopped();
      world.note("server", "stops");
    }
    if (!backups.isEmpty() && world.faults().strikes(FaultKind.SERVER_FORGETS)) {
      store.putBack(backups.peekFirst());
      world.note("server", "comes back with an old memory");
    }
    if (world.faults().has(FaultKind.SERVER_FORGETS)) {
      backups.add(store.keep());
      if (backups.size() > 2) {
        backups.remove();
      }
    }
    submit();
    world.time().in(DAY + chance.between(-3_600_000_000L, 3_600_000_000L), this::everyDay);
  }

  private void submitSoon() {
    if (!submitPlanned) {
      submitPlanned = true;
      world
          .time()
          .in(
              chance.between(submitDelay / 20, submitDelay),
              () -> {
                submitPlanned = false;
                submit();
              });
    }
  }

  /** Takes in and submits, as a server does after each segment and every few seconds. */
  public void submit() {
    if (submitting || isDown()) {
      return;
    }
    submitting = true;
    Replica replica = anyone();
    try {
      var _ = replica.worker.drain();
    } catch (MortalGateway.Died e) {
      replica.downUntil = world.time().now() + chance.between(1_000_000, 1_800_000_000L);
      world.note("server", "loses replica " + (1 + replicas.indexOf(replica)));
      world.time().in(LEASE + chance.between(1_000_000, 60_000_000), this::submit);
    } finally {
      submitting = false;
    }
  }

  /** Answers a device that the network named by its certificate. */
  Answer answer(String device, String path, byte[] body) {
    Intake intake = anyone().intake;
    if (path.startsWith("/sync/v1/position")) {
      return ok(intake.position(device).json());
    }
    if (path.startsWith("/sync/v1/segments")) {
      return segment(intake, device, body);
    }
    if (path.startsWith("/sync/v1/configuration")) {
      long after = Long.parseLong(path.substring(path.indexOf('=') + 1));
      return configuration(device, after);
    }
    return ok(new JsonObjectBuilder().build());
  }

  private Answer segment(Intake intake, String device, byte[] body) {
    try {
      Segment segment = Segment.decode(body);
      seen.add(device, segment);
      Position position = intake.accept(device, segment);
      world.note("server", "takes " + device + " up to " + position.size());
      taken.accept(device);
      submitSoon();
      return ok(position.json());
    } catch (IntakeException e) {
      world.note("server", "refuses a segment of " + device + ": " + e.getMessage());
      return new Answer(
          409,
          new JsonObjectBuilder()
              .text("code", e.code().name())
              .text("detail", String.valueOf(e.getMessage()))
              .json("position", intake.position(device).json())
              .build()
              .text(),
          Optional.of(now()));
    }
  }

  private Answer configuration(String device, long after) {
    Json.Obj configuration = configurations.get(device);
    if (configuration == null) {
      return new Answer(204, "", Optional.of(now()));
    }
    long version = Fields.of(configuration, "configuration").integer("version");
    return version > after ? ok(configuration) : new Answer(204, "", Optional.of(now()));
  }

  private Answer ok(Json json) {
    return new Answer(200, json.text(), Optional.of(now()));
  }

  /** Hears what is written to the ledger. */
  LedgerFollower follower() {
    return edges.follower(new MemoryFollower(ledger));
  }
}

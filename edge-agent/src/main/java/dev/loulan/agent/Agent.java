package dev.loulan.agent;

import dev.loulan.agent.alert.Alerts;
import dev.loulan.agent.documents.DocumentReader;
import dev.loulan.agent.ingest.EffectRunner;
import dev.loulan.agent.ingest.LoopRules;
import dev.loulan.agent.ingest.ShelfLoop;
import dev.loulan.agent.ingest.ShelfTurns;
import dev.loulan.agent.session.AlertCode;
import dev.loulan.agent.session.Input;
import dev.loulan.agent.session.SessionNotice;
import dev.loulan.agent.session.ShelfMachine;
import dev.loulan.agent.session.ShelfSettings;
import dev.loulan.agent.session.ShelfView;
import dev.loulan.agent.store.StoreState;
import dev.loulan.agent.sync.ServerLink;
import dev.loulan.bridge.BridgeException;
import dev.loulan.bridge.BridgeMetrics;
import dev.loulan.bridge.BridgeOptions;
import dev.loulan.bridge.BridgeServer;
import dev.loulan.bridge.Topics;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.gpio.DoorBoard;
import dev.loulan.bridge.intake.FrameIntake;
import dev.loulan.bridge.intake.FrameSink;
import dev.loulan.bridge.mqtt.MqttOptions;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.text.Retelling;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.sqlite.EvidenceStore;
import dev.loulan.provisioning.ProvisioningException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A running agent: bridge, broker, loop, journal and sync. Started and closed by one thread. */
public final class Agent implements AutoCloseable {
  private final AgentSettings settings;
  private final Alerts alerts = new Alerts();
  private final AgentParts parts;
  private final AgentOutlets outlets;
  private final EvidenceStore evidence;
  private final ShelfLoop loop;
  private final BridgeServer bridge;
  private final Optional<DoorBoard> door;
  private final FrameIntake intake;
  private final Announcer announcer;
  private final StatusTeller teller;
  private final Optional<ServerLink> link;
  private final JournalCare care;
  private final Thread thread;
  private final BridgeWatch bridgeWatch;
  private volatile @Nullable String failure;

  private Agent(AgentSettings settings, AgentParts parts, Consumer<String> failed)
      throws InterruptedException, BridgeException {
    this.settings = settings;
    this.parts = parts;
    this.evidence = EvidenceStore.open(settings.data().resolve("evidence.sqlite"));
    sayWhatTheBootFound();
    this.outlets = new AgentOutlets(parts.shelfFile(), evidence, alerts);
    this.loop = loop();
    this.care = care(failed);
    MqttOptions broker = broker("bridge");
    this.bridge =
        BridgeServer.start(
            new BridgeOptions(
                settings.device(),
                new InetSocketAddress(settings.bridgeHost(), settings.bridgePort()),
                broker,
                64,
                5_000));
    this.door = door(bridge.address());
    Topics topics = new Topics(settings.device());
    this.intake =
        FrameIntake.open(
            broker("agent").withWill(topics.agentStatus(), "offline"),
            settings.device(),
            new Sink());
    this.announcer = new Announcer(topics, intake.publisher());
    outlets.connect(intake, announcer);
    this.link = parts.server().map(this::link);
    link.ifPresent(to -> outlets.wakes(to::wake));
    this.bridgeWatch = new BridgeWatch(alerts, loop);
    this.teller = new StatusTeller(this::status, announcer);
    this.thread = Thread.ofPlatform().name("shelf").unstarted(() -> work(failed));
  }

  /**
   * Starts an agent; when it returns the boot entry is durable and boards can connect.
   *
   * @param failed told once, with a sentence, when the shelf cannot go on
   * @throws StartException with a sentence for a person
   */
  public static Agent start(AgentSettings settings, Consumer<String> failed)
      throws InterruptedException {
    AgentParts parts = AgentParts.open(settings);
    try {
      Agent agent = new Agent(settings, parts, failed);
      if (!parts.kept().isEmpty()) {
        agent.loop.input(new Input.DocumentsArrived(parts.kept()));
      }
      agent.thread.start();
      agent.care.start();
      agent.link.ifPresent(ServerLink::start);
      return agent;
    } catch (BridgeException e) {
      parts.journal().close();
      parts.store().close();
      throw new StartException(StartException.Kind.MACHINE, e, String.valueOf(e.getMessage()));
    }
  }

  /** Where boards connect. */
  public InetSocketAddress bridgeAddress() {
    return bridge.address();
  }

  public ShelfView view() {
    return loop.view();
  }

  /** Passes an act of a calibration on; false while too much else waits. */
  public boolean calibrate(Input.Calibrate asked) {
    return loop.offer(asked);
  }

  public Alerts alerts() {
    return alerts;
  }

  /** The last session that ended since the boot; null before the first. */
  public @Nullable SessionNotice lastSession() {
    return outlets.last();
  }

  /** Why the shelf does not go on; null while it does. */
  public @Nullable String failure() {
    return failure;
  }

  public AgentSettings settings() {
    return settings;
  }

  /** How the journal's place is; empty when it could not be measured. */
  public Optional<StoreState> store() {
    return care.store();
  }

  /** Why nobody may open the shelf, in the words of the alerts; empty while anybody may. */
  public List<String> lockedBecause() {
    return care.lockedBecause();
  }

  private void sayWhatTheBootFound() {
    parts.boot().lost().ifPresent(lost -> alerts.raise(AlertCode.SET_BACK, lost.toString()));
    if (parts.boot().setAside() > 0) {
      alerts.raise(
          AlertCode.SET_ASIDE,
          parts.boot().setAside()
              + " entries without a checkpoint are in journal.sqlite.set-aside now");
    }
  }

  private JournalCare care(Consumer<String> failed) throws BridgeException {
    return JournalCare.of(
        settings,
        parts,
        evidence,
        alerts,
        new JournalCare.Listeners(
            this::journalAlert,
            locked -> loop.offer(new Input.Locked(locked)),
            what ->
                stopped(
                    StartException.text("journal.damaged", Retelling.here("CORRUPT", what)),
                    failed)));
  }

  private ShelfLoop loop() {
    ShelfSettings shelf =
        parts.settingsFile().settings(settings.shelf().wholeFeed()).orElse(settings.shelf());
    ShelfMachine machine =
        new ShelfMachine(parts.boot().recovered(), shelf, parts.inEffect(), settings.isSimulated());
    LoopRules rules =
        new LoopRules(
            settings.boards(),
            settings.boardCount(),
            settings.awaitDocuments(),
            !settings.isSimulated());
    EffectRunner runner = new EffectRunner(parts.journal(), parts.stamps(), outlets);
    return new ShelfLoop(new ShelfTurns(rules, machine, runner, System::nanoTime));
  }

  private Optional<DoorBoard> door(InetSocketAddress address) throws BridgeException {
    if (settings.door().isEmpty()) {
      return Optional.empty();
    }
    AgentSettings.Door wanted = settings.door().get();
    try {
      long streamId = new SecureRandom().nextLong();
      return Optional.of(
          DoorBoard.open(
              wanted.pins(), wanted.contact(), address, streamId, InstantSource.system()));
    } catch (BridgeException e) {
      bridge.close();
      throw e;
    }
  }

  private MqttOptions broker(String role) {
    MqttOptions named = MqttOptions.of(settings.broker(), settings.device() + "-" + role);
    MqttOptions options =
        settings.brokerAuthority().map(file -> named.withTls(BrokerTrust.of(file))).orElse(named);
    return settings
        .brokerUser()
        .map(user -> options.withCredentials(user, settings.brokerPassword().orElse("")))
        .orElse(options);
  }

  private ServerLink link(dev.loulan.agent.sync.ServerClient server) {
    return new ServerLink(
        new ServerLink.Parts(
            server,
            settings.data().resolve("journal.sqlite"),
            settings.data().resolve("sync-state.sqlite"),
            loop,
            alerts,
            parts.documents(),
            key -> new DocumentReader(settings.device(), key),
            settings.operatorKey(),
            parts.settingsFile(),
            settings.shelf().wholeFeed(),
            settings.isSimulated()));
  }

  private void work(Consumer<String> failed) {
    try {
      loop.run();
      parts.journal().close();
    } catch (JournalException e) {
      stopped(StartException.text("journal.failed", StartException.retold(e)), failed);
    } catch (ProvisioningException e) {
      stopped(StartException.text("shelf.failed", StartException.retold(e)), failed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      stopped(StartException.text("shelf.failed", StartException.retold(e)), failed);
      throw e;
    }
  }

  private void stopped(String why, Consumer<String> failed) {
    failure = why;
    alerts.raise(AlertCode.JOURNAL, why);
    care.journalStopped();
    failed.accept(why);
  }

  private void journalAlert(AlertCode code) {
    try {
      loop.input(new Input.HostAlert(code.word(), code.level(), settings.device(), 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was counted so far; any thread. */
  public AgentCounts counts() {
    return new AgentCounts(
        failure == null,
        parts.journal().nextSeq(),
        intake.messages(),
        loop.view().gaps(),
        link.map(ServerLink::segmentsTaken).orElse(0L),
        alerts.texts().size(),
        outlets.sessions(),
        bridge.metrics());
  }

  private Json status() throws InterruptedException {
    BridgeMetrics metrics = bridge.metrics();
    bridgeWatch.look(metrics.alerts());
    JsonObjectBuilder json = new JsonObjectBuilder();
    care.store()
        .ifPresent(store ->
            // In steps of a megabyte, so that a status does not change with every entry.
            json.integer("daysLeft", store.daysLeft())
                .integer("diskFreeBytes", store.space().freeBytes() >> 20 << 20));
    List<String> locked = care.lockedBecause();
    return json.flag("locked", !locked.isEmpty())
        .texts("lockedBecause", locked)
        .text("state", "online")
        .text("epoch", parts.journal().epoch().hex())
        .integer("size", parts.journal().nextSeq())
        .integer("gaps", loop.view().gaps())
        .integer("messages", intake.messages())
        .integer("refusedFrames", metrics.refusedFrames())
        .integer("segments", link.map(ServerLink::segmentsTaken).orElse(0L))
        .texts("alerts", alerts.texts())
        .build();
  }

  @Override
  public void close() {
    door.ifPresent(DoorBoard::close);
    try {
      bridge.close();
      intake.close();
      loop.stop();
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    link.ifPresent(ServerLink::close);
    care.close();
    parts.journal().close();
    teller.close();
    announcer.close();
    evidence.close();
    parts.store().close();
  }

  private final class Sink implements FrameSink {
    @Override
    public void frame(long streamId, Frame frame) throws InterruptedException {
      loop.frame(streamId, frame);
    }

    @Override
    public void malformed(String board, String reason) {
      loop.malformed(board, reason);
    }

    @Override
    public void broker(boolean connected, String reason) {
      if (connected) {
        alerts.clear(AlertCode.BROKER_AWAY);
      } else {
        alerts.raise(AlertCode.BROKER_AWAY, reason);
      }
    }
  }

  /** The alerts that are open. */
  List<String> alertTexts() {
    return alerts.texts();
  }
}

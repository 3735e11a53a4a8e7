package dev.loulan.simulation.device;

import dev.loulan.agent.alert.Alerts;
import dev.loulan.agent.boot.ServerPosition;
import dev.loulan.agent.boot.ShelfBoot;
import dev.loulan.agent.boot.ShelfFile;
import dev.loulan.agent.boot.Stamps;
import dev.loulan.agent.documents.DocumentFolder;
import dev.loulan.agent.documents.DocumentReader;
import dev.loulan.agent.files.DeviceFiles;
import dev.loulan.agent.identity.JournalKeys;
import dev.loulan.agent.identity.KeyHandover;
import dev.loulan.agent.ingest.EffectRunner;
import dev.loulan.agent.ingest.InputSink;
import dev.loulan.agent.ingest.LoopRules;
import dev.loulan.agent.ingest.Outlets;
import dev.loulan.agent.ingest.ShelfTurns;
import dev.loulan.agent.session.AlertCode;
import dev.loulan.agent.session.Input;
import dev.loulan.agent.session.Opening;
import dev.loulan.agent.session.SessionNotice;
import dev.loulan.agent.session.ShelfDocument;
import dev.loulan.agent.session.ShelfMachine;
import dev.loulan.agent.session.ShelfSettings;
import dev.loulan.agent.sync.ClockComparison;
import dev.loulan.agent.sync.ConfigurationSync;
import dev.loulan.agent.sync.LiveState;
import dev.loulan.agent.sync.Positions;
import dev.loulan.agent.sync.SegmentUpload;
import dev.loulan.agent.sync.ServerClient;
import dev.loulan.agent.sync.SettingsFile;
import dev.loulan.inference.signal.WatchedPlate;
import dev.loulan.journal.CosignedStore;
import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.JournalStore;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.entry.Alert;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Tender;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.simulation.edge.Edges;
import dev.loulan.simulation.store.Disk;
import dev.loulan.simulation.store.Fuse;
import dev.loulan.simulation.store.MemoryCosignedStore;
import dev.loulan.simulation.store.MemoryFiles;
import dev.loulan.simulation.store.MemoryJournalStore;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own classes as one process: what its start wires around them on a device is wired
 * here around memory. It lives from a boot to a power cut, a kill or a failure.
 */
final class AgentProcess {
  private final Parts parts;
  private final Journal journal;
  private final Stamps stamps;
  private final KeyHandover handover;
  private final ShelfTurns turns;
  private final Alerts alerts = new Alerts(_ -> {});
  private final SegmentUpload upload;
  private final ConfigurationSync configuration;
  private final ClockComparison clock;
  private final Set<AlertCode> told = EnumSet.noneOf(AlertCode.class);
  private boolean segmentsDue = true;

  /** What a boot finds. */
  record Parts(
      String device,
      JournalKeys keys,
      Disk disk,
      Fuse fuse,
      MemoryJournalStore.Flaws flaws,
      Edges edges,
      ServerClient server,
      DeviceClock clock,
      LongSupplier nanos,
      RandomGenerator ids,
      ShelfSettings settings,
      WatchedPlate.Factory plates,
      BooleanSupplier restocking,
      Consumed consumed,
      Listener listener) {

    /** Where acknowledgements of frames go. */
    interface Consumed {
      void consumed(String board, long stream, long sequence);
    }
  }

  AgentProcess(Parts parts) throws IOException, InterruptedException {
    this.parts = parts;
    Edges edges = parts.edges();
    edges.booting(parts.device());
    JournalStore store =
        edges.journal(new MemoryJournalStore(parts.disk(), parts.fuse(), parts.flaws()));
    DeviceFiles files = edges.files(new MemoryFiles(parts.disk(), parts.fuse()));
    ShelfFile shelfFile = new ShelfFile(files);
    SettingsFile settingsFile = new SettingsFile(files);
    DocumentFolder documents = new DocumentFolder(files);
    ServerPosition position = edges.position(Positions.ask(parts.server()));
    this.stamps = (at, trusted) -> new Stamp(at, trusted, parts.nanos().getAsLong() / 1_000);
    this.handover = new KeyHandover(new Card(store, parts.device()), parts.device(), parts.keys());
    ShelfBoot boot =
        ShelfBoot.open(
            store,
            new ShelfBoot.Who(parts.device(), handover.due(), null, parts.ids()),
            position,
            shelfFile,
            stamps,
            parts.clock().micros());
    this.journal = boot.journal();
    changeKey();
    List<ShelfDocument> kept =
        settingsFile
            .operatorKey()
            .map(key -> documents.all(new DocumentReader(parts.device(), key)))
            .orElse(List.of());
    List<ShelfDocument> inEffect =
        kept.stream()
            .filter(d ->
                boot.planogram().filter(d.signed()::equals).isPresent()
                    || boot.prices().filter(d.signed()::equals).isPresent())
            .toList();
    ShelfSettings settings = edges.settings(settingsFile.settings(false).orElse(parts.settings()));
    ShelfMachine machine =
        new ShelfMachine(
            edges.recovered(boot.recovered()), settings, inEffect, false, parts.plates());
    Outlets outlets = edges.outlets(new ToTheWorld(shelfFile));
    this.turns =
        new ShelfTurns(
            new LoopRules(List.of(), 0, false, true),
            machine,
            new EffectRunner(journal, stamps, outlets),
            parts.nanos());
    InputSink inputs = edges.inputs(this::fromServer);
    CosignedStore cosigned = edges.cosigned(new MemoryCosignedStore(parts.disk(), parts.fuse()));
    this.upload = new SegmentUpload(new JournalReader(store), cosigned, parts.server());
    this.configuration =
        new ConfigurationSync(
            new ConfigurationSync.Parts(
                parts.server(),
                inputs,
                alerts,
                documents,
                key -> new DocumentReader(parts.device(), key),
                Optional.empty(),
                settingsFile,
                false));
    this.clock = new ClockComparison(parts.clock(), parts.nanos(), inputs, alerts);
    if (!kept.isEmpty()) {
      input(new Input.DocumentsArrived(kept));
    }
  }

  ShelfTurns turns() {
    return turns;
  }

  boolean tells(AlertCode code) {
    return alerts.isOpen(code);
  }

  void input(Input input) {
    turns.input(input);
    turns.turn(false);
  }

  /** Goes over to a key that was prepared, as the agent does at its start and from time to time. */
  void changeKey() throws IOException {
    if (handover.change(journal, stamps.at(parts.clock().micros(), false), true).isPresent()) {
      segmentsDue = true;
    }
  }

  /** The journal beside the keys; nobody asks a simulated card for their public halves. */
  private record Card(JournalStore store, String device) implements KeyHandover.Place {
    @Override
    public boolean goesOnWith(DeviceSigner signer) {
      return store.epochs().isEmpty()
          || new JournalReader(store).goesOnWith(device, signer.publicKey());
    }

    @Override
    public void publish(DeviceSigner signer) {
      // The operator's people registered the first one; the journal tells of the others.
    }
  }

  /** The operator's button is in each configuration, however old the rest of it is. */
  private void fromServer(Input input) {
    boolean button = input instanceof Input.Restocking;
    input(button ? new Input.Restocking(parts.restocking().getAsBoolean()) : input);
  }

  /** What an attempt to reach the server came to. */
  enum Reached {
    /** Nothing is left to send. */
    DONE,
    /** No answer came: again after a pause. */
    AWAY,
    /** The server refuses what was sent: again after a while. */
    REFUSED
  }

  boolean hasSegments() {
    return segmentsDue;
  }

  /** Sends what the server does not have, as the agent's segment thread does. */
  Reached sendSegments() throws InterruptedException {
    segmentsDue = false;
    try {
      for (int i = 0; i < MOST_IN_A_ROW; i++) {
        switch (upload.next()) {
          case SegmentUpload.Result.Progress _ -> {
            alerts.clear(AlertCode.SERVER_AWAY);
            alerts.clear(AlertCode.SYNC_REFUSED);
          }
          case SegmentUpload.Result.Done _ -> {
            alerts.clear(AlertCode.SERVER_AWAY);
            return Reached.DONE;
          }
          case SegmentUpload.Result.Refused refused -> {
            segmentsDue = true;
            raise(AlertCode.SYNC_REFUSED, refused.code());
            return Reached.REFUSED;
          }
        }
      }
      throw new IllegalStateException(
          "the upload says that it moves on " + MOST_IN_A_ROW + " times and does not");
    } catch (IOException e) {
      segmentsDue = true;
      raise(AlertCode.SERVER_AWAY, String.valueOf(e.getMessage()));
      return Reached.AWAY;
    }
  }

  private static final int MOST_IN_A_ROW = 1_000;

  /** Asks for a newer configuration. */
  boolean pollConfiguration() throws InterruptedException {
    try {
      boolean answered = configuration.poll();
      tellAlerts();
      return answered;
    } catch (IOException e) {
      return false;
    }
  }

  /** Tells the server how the shelf is, and hears its time. */
  boolean tellLiveState() throws InterruptedException {
    try {
      clock.note(
          parts.server().postJson("/sync/v1/live", LiveState.json(turns.view(), alerts.texts())));
      tellAlerts();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void raise(AlertCode code, String detail) {
    alerts.raise(code, detail);
    tellAlerts();
  }

  private void tellAlerts() {
    for (AlertCode code : AlertCode.values()) {
      if (!alerts.isOpen(code)) {
        told.remove(code);
      } else if (told.add(code)) {
        parts.listener().alert(parts.device(), code);
      }
    }
  }

  private final class ToTheWorld implements Outlets {
    private final ShelfFile shelfFile;

    ToTheWorld(ShelfFile shelfFile) {
      this.shelfFile = shelfFile;
    }

    @Override
    public void consumed(String board, long stream, long sequence) {
      parts.fuse().step();
      parts.consumed().consumed(board, stream, sequence);
    }

    @Override
    public void notice(SessionNotice notice) {
      parts.fuse().step();
      parts.listener().notice(parts.device(), notice);
    }

    @Override
    public void keepEvidence(Bytes sha256, Bytes window) {
      parts.fuse().step();
      try {
        parts.disk().keepEvidence(sha256.hex(), window.length());
      } catch (JournalException e) {
        raise(AlertCode.EVIDENCE, String.valueOf(e.getMessage()));
      }
    }

    @Override
    public void keepShelf(@Nullable Tender tender, @Nullable Opening opening) {
      shelfFile.keep(tender, opening);
    }

    @Override
    public void alert(Alert alert) {
      for (AlertCode code : AlertCode.values()) {
        if (code.word().equals(alert.code())) {
          parts.listener().alert(parts.device(), code);
        }
      }
    }

    @Override
    public void committed() {
      segmentsDue = true;
    }
  }
}

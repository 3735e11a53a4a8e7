package dev.loulan.agent;

import dev.loulan.agent.boot.ServerPosition;
import dev.loulan.agent.boot.ShelfBoot;
import dev.loulan.agent.boot.ShelfFile;
import dev.loulan.agent.boot.Stamps;
import dev.loulan.agent.documents.DocumentFolder;
import dev.loulan.agent.documents.DocumentReader;
import dev.loulan.agent.files.FolderFiles;
import dev.loulan.agent.identity.Claiming;
import dev.loulan.agent.identity.JournalKeyRegistration;
import dev.loulan.agent.identity.KeyHandover;
import dev.loulan.agent.session.ShelfDocument;
import dev.loulan.agent.sync.HttpServerClient;
import dev.loulan.agent.sync.ServerClient;
import dev.loulan.agent.sync.ServerLink;
import dev.loulan.agent.sync.SettingsFile;
import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalWriter;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import dev.loulan.provisioning.ProvisioningException;
import dev.loulan.provisioning.SecretFile;
import dev.loulan.provisioning.device.DeviceIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What an agent has opened before its shelf lives: identity, journal, documents. */
record AgentParts(
    Optional<ServerClient> server,
    SqliteJournalStore store,
    ShelfBoot boot,
    JournalWriter journal,
    KeyHandover handover,
    Stamps stamps,
    ShelfFile shelfFile,
    SettingsFile settingsFile,
    DocumentFolder documents,
    List<ShelfDocument> kept,
    List<ShelfDocument> inEffect) {

  /**
   * Opens everything; when it returns the boot entry is durable.
   *
   * @throws StartException with a sentence for a person
   */
  static AgentParts open(AgentSettings settings) throws InterruptedException {
    Path data = settings.data();
    try {
      SecretFile.folder(data);
      KeyHandover handover = new KeyHandover(data, settings.device(), settings.journalKeys());
      DeviceSigner signer = handover.due();
      Optional<ServerClient> server = connect(settings, signer);
      ServerPosition position =
          server.isPresent() ? ServerLink.position(server.get()) : new ServerPosition.Unknown();
      return boot(settings, signer, handover, server, position);
    } catch (IOException e) {
      throw new StartException(
          StartException.Kind.MACHINE,
          e,
          StartException.text("data.unusable", data, e.getClass().getSimpleName()));
    } catch (JournalException e) {
      throw new StartException(
          StartException.Kind.FAILED,
          e,
          StartException.text("journal.unopened", StartException.retold(e)));
    } catch (ProvisioningException | IllegalArgumentException e) {
      throw new StartException(StartException.Kind.FAILED, e, StartException.retold(e));
    }
  }

  /** A prepared change of keys is carried out before the shelf lives. */
  private static void changeKey(
      KeyHandover handover, Journal journal, Stamp now, AgentSettings settings) throws IOException {
    boolean registered =
        settings.server().isEmpty() || JournalKeyRegistration.isDone(settings.data());
    handover
        .change(journal, now, registered)
        .ifPresent(vkey -> {
          JournalKeyRegistration.changed(settings.data(), vkey);
          System.err.println(StartException.text("key.changed", vkey));
        });
  }

  static long wallMicros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  private static Optional<ServerClient> connect(AgentSettings settings, DeviceSigner signer)
      throws InterruptedException {
    if (settings.server().isEmpty()) {
      return Optional.empty();
    }
    DeviceIdentity identity =
        new Claiming(settings.data(), settings.server().get(), settings.device())
            .identity(settings.claim());
    ServerClient client =
        new HttpServerClient(settings.server().get(), identity.sslContext(InstantSource.system()));
    new JournalKeyRegistration(client, settings.data()).register(identity, signer);
    return Optional.of(client);
  }

  private static AgentParts boot(
      AgentSettings settings,
      DeviceSigner signer,
      KeyHandover handover,
      Optional<ServerClient> server,
      ServerPosition position)
      throws IOException {
    Path data = settings.data();
    Stamps stamps = settings.isSimulated() ? Stamps.simulated() : Stamps.wall();
    FolderFiles files = new FolderFiles(data);
    ShelfFile shelfFile = new ShelfFile(files);
    SqliteJournalStore store = SqliteJournalStore.open(data.resolve("journal.sqlite"));
    ShelfBoot boot =
        ShelfBoot.open(
            store,
            new ShelfBoot.Who(settings.device(), signer, settings.seed(), new SecureRandom()),
            position,
            shelfFile,
            stamps,
            settings.isSimulated() ? 0 : wallMicros());
    changeKey(handover, boot.journal(), stamps.at(wallMicros(), false), settings);
    SettingsFile settingsFile = new SettingsFile(files);
    DocumentFolder documents = new DocumentFolder(files);
    List<ShelfDocument> kept =
        settings
            .operatorKey()
            .or(settingsFile::operatorKey)
            .map(key -> documents.all(new DocumentReader(settings.device(), key)))
            .orElse(List.of());
    List<ShelfDocument> inEffect =
        kept.stream()
            .filter(d ->
                boot.planogram().filter(d.signed()::equals).isPresent()
                    || boot.prices().filter(d.signed()::equals).isPresent())
            .toList();
    return new AgentParts(
        server,
        store,
        boot,
        new JournalWriter(boot.journal()),
        handover,
        stamps,
        shelfFile,
        settingsFile,
        documents,
        kept,
        inEffect);
  }
}

package dev.loulan.sync.intake;

import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.domain.json.Fields;
import dev.loulan.journal.checkpoint.Cosigner;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.sync.store.SqliteFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An intake on a file, and segments of devices for it. */
public final class IntakeFixture implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

  public final SqliteFile file;
  public final IntakeStore store;
  public final Intake intake;

  public IntakeFixture(Path path, boolean simulatedClockAllowed) {
    this(path, simulatedClockAllowed, _ -> Optional.empty());
  }

  public IntakeFixture(Path path, boolean simulatedClockAllowed, RegisteredKeys registered) {
    file = SqliteFile.open(path, IntakeSchema.migrations());
    Cosigner cosigner = new Cosigner("witness.test", Ed25519Signer.fromSeed(new byte[32]));
    store = new SqliteIntakeStore(file);
    intake = new Intake(store, cosigner, () -> NOW, simulatedClockAllowed, registered);
  }

  public void register(TestDevice device) {
    Fields registration = Fields.of(device.registration("s1", "op", "USD"), "registration");
    intake.registerKey(device.deviceId(), VerifierKey.parse(registration.text("vkey")));
  }

  /** The entries from an index up to a size, as the device would send them. */
  public static Segment segment(TestDevice device, int from, int to) {
    return segment(device, from, device.leaves(from, to), device.checkpoint(to));
  }

  static Segment segment(TestDevice device, int from, List<byte[]> entries, String checkpoint) {
    return new Segment(EpochId.ofHex(device.epoch()), from, entries, checkpoint);
  }

  public Position send(TestDevice device, int from, int to) {
    return intake.accept(device.deviceId(), segment(device, from, to));
  }

  @Override
  public void close() {
    file.close();
  }
}

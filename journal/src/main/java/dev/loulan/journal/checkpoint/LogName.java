package dev.loulan.journal.checkpoint;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;

/**
 * How a device's log is named in checkpoints.
 *
 * <p>The origin is {@code loulan.dev/journal/<device>/<epoch>}. The key's name is the origin
 * without the epoch, because one key signs many epochs.
 */
public record LogName(String device, EpochId epoch) {

  private static final String PREFIX = "loulan.dev/journal/";

  /** The first line of the log's checkpoints. */
  public String origin() {
    return PREFIX + device + "/" + epoch.hex();
  }

  /** The name in the device's signature lines. */
  public String keyName() {
    return PREFIX + device;
  }

  /**
   * Reads an origin.
   *
   * @throws NoteFormatException when it names no device's log
   */
  public static LogName parse(String origin) {
    int slash = origin.lastIndexOf('/');
    if (!origin.startsWith(PREFIX)
        || slash <= PREFIX.length()
        || !origin.substring(slash + 1).matches("[0-9a-f]{32}")) {
      throw new NoteFormatException(
          "A device's log is named " + PREFIX + "<device>/<epoch>, found '" + origin + "'");
    }
    return new LogName(
        origin.substring(PREFIX.length(), slash), EpochId.ofHex(origin.substring(slash + 1)));
  }

  /** The device's key as others verify it. */
  public static VerifierKey key(String device, Bytes publicKey) {
    return new VerifierKey(PREFIX + device, VerifierKey.Kind.NOTE, publicKey);
  }
}

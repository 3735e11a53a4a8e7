package dev.loulan.agent.identity;

import dev.loulan.agent.boot.SeededRandom;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.key.SecretKeyText;
import dev.loulan.provisioning.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys in files of mode 600, if wanted under a passphrase: {@code journal-secret.key} and, while a
 * change is prepared, {@code journal-secret-next.key}.
 */
public final class FileKeys implements JournalKeys {
  private static final Set<PosixFilePermission> NOT_OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final Path current;
  private final Path next;
  private final String device;
  private final @Nullable String seed;
  private final Optional<Path> passphraseFile;

  /**
   * Keys of a data folder.
   *
   * @param seed of a simulated run, from which the first key follows; null on a device
   * @param passphraseFile its first line locks the keys; empty to keep them open
   */
  public FileKeys(
      Path folder, String device, @Nullable String seed, Optional<Path> passphraseFile) {
    this.current = folder.resolve("journal-secret.key");
    this.next = folder.resolve("journal-secret-next.key");
    this.device = device;
    this.seed = seed;
    this.passphraseFile = passphraseFile;
  }

  @Override
  public DeviceSigner current() throws IOException {
    if (!Files.exists(current)) {
      write(current, seed == null ? random() : seeded(seed));
    }
    return read(current);
  }

  @Override
  public Optional<DeviceSigner> next() throws IOException {
    return Files.exists(next) ? Optional.of(read(next)) : Optional.empty();
  }

  @Override
  public DeviceSigner prepareNext() throws IOException {
    if (!Files.exists(next)) {
      write(next, random());
    }
    return read(next);
  }

  @Override
  public void handedOver() throws IOException {
    Files.move(next, current, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void write(Path file, byte[] key) throws IOException {
    char[] passphrase = passphrase();
    SecretFile.write(
        file,
        passphraseFile.isEmpty()
            ? SecretKeyText.open(key)
            : SecretKeyText.locked(key, passphrase, new SecureRandom()));
    Arrays.fill(key, (byte) 0);
    Arrays.fill(passphrase, ' ');
  }

  private DeviceSigner read(Path file) throws IOException {
    requireMode(file);
    String text = Files.readString(file);
    if (SecretKeyText.isLocked(text) && passphraseFile.isEmpty()) {
      throw refused(file, "it is under a passphrase; set loulan.agent.journal-key-passphrase");
    }
    char[] passphrase = passphrase();
    try {
      byte[] key = SecretKeyText.read(text, passphrase);
      if (!SecretKeyText.isLocked(text) && passphraseFile.isPresent()) {
        write(file, key.clone());
      }
      return Ed25519Signer.fromSeed(key);
    } catch (IllegalArgumentException e) {
      throw refused(file, String.valueOf(e.getMessage()));
    } finally {
      Arrays.fill(passphrase, ' ');
    }
  }

  private static void requireMode(Path file) throws IOException {
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
    if (mode.stream().anyMatch(NOT_OTHERS::contains)) {
      throw refused(file, "others may read it; set its mode to 600 (chmod 600)");
    }
  }

  private char[] passphrase() throws IOException {
    if (passphraseFile.isEmpty()) {
      return new char[0];
    }
    String text = Files.readString(passphraseFile.get()).lines().findFirst().orElse("");
    if (text.isEmpty()) {
      throw new IllegalArgumentException(
          "The passphrase file " + passphraseFile.get() + " has an empty first line.");
    }
    return text.toCharArray();
  }

  private static IllegalArgumentException refused(Path file, String why) {
    return new IllegalArgumentException(
        "The file " + file + " does not give the journal's key: " + why + ".");
  }

  private static byte[] random() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return key;
  }

  private byte[] seeded(String of) {
    return new SeededRandom("loulan journal key " + of + " " + device).block();
  }
}

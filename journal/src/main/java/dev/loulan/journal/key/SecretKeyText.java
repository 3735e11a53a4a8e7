package dev.loulan.journal.key;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A secret seed as text, open or under a passphrase; the format is in {@code
 * docs/formats/key-file.md}. Buffers that hold secrets are cleared after use.
 */
public final class SecretKeyText {

  private static final String OPEN = "loulan.dev/journal-secret/v1";
  private static final String LOCKED = "loulan.dev/journal-secret/v2";
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 3;
  private static final int MAX_MEMORY_KIB = 262_144;
  private static final int MAX_PASSES = 20;
  private static final int SALT = 16;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int SEED = 32;

  private SecretKeyText() {}

  /** The seed in the open; only the file's mode protects it. */
  public static String open(byte[] seed) {
    return OPEN + "\n" + HexFormat.of().formatHex(seed) + "\n";
  }

  /** The seed under a passphrase: Argon2id, then ChaCha20-Poly1305. */
  public static String locked(byte[] seed, char[] passphrase, RandomGenerator random) {
    byte[] salt = bytes(random, SALT);
    byte[] nonce = bytes(random, NONCE);
    String head = LOCKED + "\n" + "argon2id " + MEMORY_KIB + " " + PASSES + " " + text(salt) + "\n";
    byte[] key = key(passphrase, salt, MEMORY_KIB, PASSES);
    try {
      byte[] sealed = crypt(true, key, nonce, head, seed);
      return head + text(nonce) + " " + text(sealed) + "\n";
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("Sealing does not fail", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** Whether the text asks for a passphrase. */
  public static boolean isLocked(String text) {
    return text.startsWith(LOCKED + "\n");
  }

  /**
   * Reads the seed.
   *
   * @param passphrase not looked at when the text is open
   * @throws IllegalArgumentException when it is no such text, or the passphrase is another
   */
  public static byte[] read(String text, char[] passphrase) {
    String[] lines = text.split("\n", -1);
    if (lines.length == 3 && lines[0].equals(OPEN) && lines[1].matches("[0-9a-f]{64}")) {
      return HexFormat.of().parseHex(lines[1]);
    }
    if (lines.length == 4 && lines[0].equals(LOCKED)) {
      return unlock(lines, passphrase);
    }
    throw new IllegalArgumentException("it is no secret key of a version known here");
  }

  private static byte[] unlock(String[] lines, char[] passphrase) {
    String[] words = (lines[1] + " " + lines[2]).split(" ", -1);
    if (words.length != 6
        || !words[0].equals("argon2id")
        || !words[1].matches("[1-9][0-9]{0,5}")
        || !words[2].matches("[1-9][0-9]?")) {
      throw new IllegalArgumentException("it is no secret key of a version known here");
    }
    int memory = Integer.parseInt(words[1]);
    int passes = Integer.parseInt(words[2]);
    byte[] nonce = Base64.getDecoder().decode(words[4]);
    if (memory > MAX_MEMORY_KIB || passes > MAX_PASSES || nonce.length != NONCE) {
      throw new IllegalArgumentException("it asks for more memory or time than is allowed");
    }
    byte[] key = key(passphrase, Base64.getDecoder().decode(words[3]), memory, passes);
    try {
      String head = lines[0] + "\n" + lines[1] + "\n";
      byte[] seed = crypt(false, key, nonce, head, Base64.getDecoder().decode(words[5]));
      if (seed.length == SEED) {
        return seed;
      }
    } catch (InvalidCipherTextException e) {
      throw new IllegalArgumentException(
          "the passphrase is another one, or the file was changed", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
    throw new IllegalArgumentException("it does not hold a seed of 32 bytes");
  }

  private static byte[] key(char[] passphrase, byte[] salt, int memoryKib, int passes) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
    byte[] secret = new byte[encoded.remaining()];
    encoded.get(secret);
    encoded.clear();
    encoded.put(new byte[encoded.remaining()]);
    byte[] key = new byte[32];
    Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
    argon2.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(1)
            .withSalt(salt)
            .build());
    argon2.generateBytes(secret, key);
    Arrays.fill(secret, (byte) 0);
    return key;
  }

  private static byte[] crypt(boolean seal, byte[] key, byte[] nonce, String head, byte[] content)
      throws InvalidCipherTextException {
    ChaCha20Poly1305 cipher = new ChaCha20Poly1305();
    byte[] associated = head.getBytes(StandardCharsets.UTF_8);
    cipher.init(seal, new AEADParameters(new KeyParameter(key), TAG_BITS, nonce, associated));
    byte[] out = new byte[cipher.getOutputSize(content.length)];
    int done = cipher.processBytes(content, 0, content.length, out, 0);
    done += cipher.doFinal(out, done);
    return Arrays.copyOf(out, done);
  }

  private static byte[] bytes(RandomGenerator random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}

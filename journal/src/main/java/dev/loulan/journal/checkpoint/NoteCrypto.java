package dev.loulan.journal.checkpoint;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.journal.key.Ed25519;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What exactly is signed, for notes and for cosignatures. */
final class NoteCrypto {

  private NoteCrypto() {}

  static NoteSignature sign(VerifierKey key, DeviceSigner signer, String text) {
    checkOwn(key, signer);
    return new NoteSignature(key.name(), key.keyHash(), signer.sign(bytes(text)));
  }

  static NoteSignature cosign(VerifierKey key, DeviceSigner signer, String text, long seconds) {
    checkOwn(key, signer);
    Bytes signature = signer.sign(bytes(cosigned(text, seconds)));
    ByteBuffer value = ByteBuffer.allocate(Long.BYTES + signature.length());
    value.putLong(seconds).put(signature.toArray());
    return new NoteSignature(key.name(), key.keyHash(), Bytes.owning(value.array()));
  }

  static boolean verify(VerifierKey key, String text, NoteSignature line) {
    if (line.signature().length() != key.kind().signatureLength()) {
      return false;
    }
    return switch (key.kind()) {
      case NOTE -> Ed25519.verify(key.publicKey(), bytes(text), line.signature());
      case COSIGNATURE -> verifyCosignature(key, text, line);
    };
  }

  static long timestampSeconds(NoteSignature line) {
    return ByteBuffer.wrap(line.signature().toArray()).getLong();
  }

  private static boolean verifyCosignature(VerifierKey key, String text, NoteSignature line) {
    long seconds = timestampSeconds(line);
    byte[] signature = new byte[Ed25519.SIGNATURE_LENGTH];
    ByteBuffer.wrap(line.signature().toArray()).position(Long.BYTES).get(signature);
    return seconds >= 0
        && Ed25519.verify(key.publicKey(), bytes(cosigned(text, seconds)), Bytes.owning(signature));
  }

  private static String cosigned(String text, long seconds) {
    return "cosignature/v1\ntime " + seconds + "\n" + text;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void checkOwn(VerifierKey key, DeviceSigner signer) {
    if (!key.publicKey().equals(signer.publicKey())) {
      throw new IllegalStateException("The key named " + key.name() + " is not the signer's");
    }
  }
}

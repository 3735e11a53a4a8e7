package dev.loulan.agent.identity;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EC_POINT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_EC_EDWARDS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EC_EDWARDS_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EDDSA;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.journal.key.SignerUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xipki.pkcs11.wrapper.AttributeVector;
import org.xipki.pkcs11.wrapper.KeyPairTemplate;
import org.xipki.pkcs11.wrapper.Mechanism;
import org.xipki.pkcs11.wrapper.PKCS11Module;
import org.xipki.pkcs11.wrapper.PKCS11Token;
import org.xipki.pkcs11.wrapper.Slot;
import org.xipki.pkcs11.wrapper.StaticLogger;
import org.xipki.pkcs11.wrapper.Token;
import org.xipki.pkcs11.wrapper.TokenException;

/**
 * Ed25519 keys that never leave a PKCS#11 token. The key in use has the label that the URI names,
 * the next one has {@code .next} behind it. A token that was pulled out is looked for again at the
 * next signature.
 */
public final class TokenKeys implements JournalKeys {
  /** PrintableString "edwards25519", as PKCS#11 2.40 and 3.0 tokens both take it. */
  private static final byte[] CURVE = HexFormat.of().parseHex("130c656477617264733235353139");

  private static final String NEXT = ".next";

  private final TokenUri uri;
  private @Nullable PKCS11Module module;
  private @Nullable PKCS11Token token;

  public TokenKeys(TokenUri uri) {
    this.uri = uri;
  }

  @Override
  public DeviceSigner current() {
    return signer(uri.object())
        .orElseGet(() -> {
          generate(uri.object());
          return signer(uri.object()).orElseThrow();
        });
  }

  @Override
  public Optional<DeviceSigner> next() {
    return signer(uri.object() + NEXT);
  }

  @Override
  public DeviceSigner prepareNext() {
    if (next().isEmpty()) {
      generate(uri.object() + NEXT);
    }
    return next().orElseThrow();
  }

  @Override
  public void handedOver() {
    run(
        "Renaming the next key in",
        t -> {
          for (long old : find(t, AttributeVector.newPrivateKey().label(uri.object()))) {
            t.destroyObject(old);
          }
          for (long old : find(t, AttributeVector.newPublicKey().label(uri.object()))) {
            t.destroyObject(old);
          }
          AttributeVector name = new AttributeVector().label(uri.object());
          String from = uri.object() + NEXT;
          t.setAttributeValues(find(t, AttributeVector.newPrivateKey().label(from))[0], name);
          t.setAttributeValues(find(t, AttributeVector.newPublicKey().label(from))[0], name);
          return from;
        });
  }

  private Optional<DeviceSigner> signer(String label) {
    return run(
        "Looking for the key in",
        t -> {
          long[] keys = find(t, AttributeVector.newPublicKey().label(label));
          if (keys.length == 0) {
            return Optional.empty();
          }
          if (keys.length > 1) {
            throw new IllegalArgumentException(
                "The token %s holds %d keys labelled %s; one is needed."
                    .formatted(uri.token(), keys.length, label));
          }
          AttributeVector key = t.getAttrValues(keys[0], CKA_EC_POINT, CKA_ID);
          return Optional.<DeviceSigner>of(new TokenSigner(key.id(), Bytes.of(key.ecPoint())));
        });
  }

  private void generate(String label) {
    byte[] id = new byte[8];
    new SecureRandom().nextBytes(id);
    KeyPairTemplate template =
        new KeyPairTemplate(CKK_EC_EDWARDS).token(true).signVerify(true).id(id).labels(label);
    template.publicKey().ecParams(CURVE);
    template.privateKey().private_(true).sensitive(true).extractable(false);
    run(
        "Making a key in",
        t -> t.generateKeyPair(new Mechanism(CKM_EC_EDWARDS_KEY_PAIR_GEN), template));
  }

  private byte[] sign(byte[] id, byte[] message) {
    try {
      return sign(open(), id, message);
    } catch (TokenException | IOException e) {
      reset();
      try {
        return sign(open(), id, message);
      } catch (TokenException | IOException again) {
        reset();
        throw new SignerUnavailableException(
            "the token " + uri.token() + " does not sign: " + again.getMessage(), again);
      }
    }
  }

  private static byte[] sign(PKCS11Token of, byte[] id, byte[] message) throws TokenException {
    long[] keys = find(of, AttributeVector.newPrivateKey().id(id));
    if (keys.length != 1) {
      throw new TokenException("it holds " + keys.length + " private keys of this id");
    }
    return of.sign(new Mechanism(CKM_EDDSA), keys[0], message);
  }

  private static long[] find(PKCS11Token in, AttributeVector like) throws TokenException {
    return in.findObjects(like, 2);
  }

  private interface Use<T> {
    T with(PKCS11Token token) throws TokenException;
  }

  private <T> T run(String doing, Use<T> use) {
    try {
      return use.with(open());
    } catch (TokenException | IOException e) {
      reset();
      throw new IllegalArgumentException(
          "%s token %s of %s failed: %s. Is it plugged in, and the PIN in %s right?"
              .formatted(doing, uri.token(), uri.module(), e.getMessage(), uri.pinFile()),
          e);
    }
  }

  private PKCS11Token open() throws TokenException, IOException {
    PKCS11Token open = token;
    if (open == null) {
      open = new PKCS11Token(slot(), false, pin());
      token = open;
    }
    return open;
  }

  private Token slot() throws TokenException, IOException {
    PKCS11Module loaded = module;
    if (loaded == null) {
      StaticLogger.setLogger(new TokenLog());
      loaded = TokenModule.load(uri.module());
      module = loaded;
    }
    for (Slot slot : loaded.getSlotList(true)) {
      if (slot.getToken().getTokenInfo().getLabel().strip().equals(uri.token())) {
        return slot.getToken();
      }
    }
    throw new TokenException("there is no token labelled " + uri.token());
  }

  private char[] pin() throws IOException {
    return Files.readString(uri.pinFile()).lines().findFirst().orElse("").toCharArray();
  }

  private void reset() {
    PKCS11Token open = token;
    token = null;
    if (open != null) {
      open.closeAllSessions();
    }
  }

  @Override
  public void close() {
    reset();
  }

  /** Signs in the token; knows the public half only. */
  private final class TokenSigner implements DeviceSigner {
    private final byte[] id;
    private final Bytes publicKey;

    TokenSigner(byte[] id, Bytes publicKey) {
      this.id = id;
      this.publicKey = publicKey;
    }

    @Override
    public Bytes publicKey() {
      return publicKey;
    }

    @Override
    public Bytes sign(byte[] message) {
      return Bytes.owning(TokenKeys.this.sign(id, message));
    }
  }
}

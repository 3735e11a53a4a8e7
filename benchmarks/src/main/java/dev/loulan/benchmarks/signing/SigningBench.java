package dev.loulan.benchmarks.signing;

import dev.loulan.benchmarks.Bench;
import dev.loulan.benchmarks.BenchOptions;
import dev.loulan.benchmarks.measure.Pairs;
import dev.loulan.benchmarks.report.Report;
import dev.loulan.journal.key.Ed25519Signer;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.random.RandomGenerator;

/**
 * Ed25519 by Bouncy Castle's lightweight API, which signs each commit, beside the JDK's. Why the
 * journal does not use the JDK's.
 */
public final class SigningBench implements Bench {
  private static final int MESSAGE_BYTES = 200;

  @Override
  public String name() {
    return "signing";
  }

  @Override
  public void run(BenchOptions options, Report report) throws Exception {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    byte[] seed = new byte[32];
    byte[] message = new byte[MESSAGE_BYTES];
    random.nextBytes(seed);
    random.nextBytes(message);
    Ed25519Signer ours = Ed25519Signer.fromSeed(seed);
    PrivateKey jdk = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
    int signatures = options.size(2_000, 200);
    Pairs pairs =
        Pairs.run(
            options.pairs(),
            () -> micros(signatures, () -> ours.sign(message).toArray()),
            () -> micros(signatures, () -> sign(jdk, message)));
    pairs
        .rows("a checkpoint of " + MESSAGE_BYTES + " bytes", "ours", "JDK", "sign", "µs")
        .forEach(report::add);
    report.add(pairs.ratio("sign_vs_jdk", "ours", "JDK", "≤ 0.2"));
  }

  private static double micros(int count, Signing signing) throws GeneralSecurityException {
    long begin = System.nanoTime();
    int bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += signing.sign().length;
    }
    if (bytes != count * 64) {
      throw new IllegalStateException("Signatures have 64 bytes, found " + bytes + " in all");
    }
    return (System.nanoTime() - begin) / 1e3 / count;
  }

  private static byte[] sign(PrivateKey key, byte[] message) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(key);
    signature.update(message);
    return signature.sign();
  }

  @FunctionalInterface
  private interface Signing {
    byte[] sign() throws GeneralSecurityException;
  }
}

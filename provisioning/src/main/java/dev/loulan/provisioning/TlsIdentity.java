package dev.loulan.provisioning;

import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A private key and its certificate chain, leaf first, authority last. */
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
  public TlsIdentity {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a TLS identity has a certificate");
    }
  }

  public X509Certificate leaf() {
    return chain.getFirst();
  }

  public X509Certificate authority() {
    return chain.getLast();
  }

  /** True from two thirds of the certificate's life on: time to ask for the next one. */
  public boolean dueForRenewal(Instant now) {
    Instant begin = leaf().getNotBefore().toInstant();
    Instant end = leaf().getNotAfter().toInstant();
    long lifeSeconds = end.getEpochSecond() - begin.getEpochSecond();
    return now.isAfter(begin.plusSeconds(lifeSeconds * 2 / 3));
  }

  /** The DNS names and addresses for which the leaf is valid. */
  public Set<String> names() {
    Set<String> names = new HashSet<>();
    try {
      Collection<List<?>> alternatives = leaf().getSubjectAlternativeNames();
      for (List<?> each : alternatives == null ? List.<List<?>>of() : alternatives) {
        names.add(String.valueOf(each.get(1)));
      }
    } catch (CertificateParsingException e) {
      return Set.of();
    }
    return names;
  }

  /** Key and chain in one PEM text. */
  public String pem() {
    return Pem.encode("PRIVATE KEY", key.getEncoded()) + Pem.certificates(chain);
  }

  /** Reads what {@link #pem} wrote; {@code source} names the text in messages. */
  public static TlsIdentity parse(String pem, String source) {
    List<X509Certificate> chain = Pem.readCertificates(pem);
    if (chain.isEmpty()) {
      throw new ProvisioningException(
          ErrorCode.STORE, "There is no certificate in %s.".formatted(source));
    }
    TlsIdentity identity = new TlsIdentity(Pem.readEcKey(pem, source), chain);
    if (!EcKeys.belongTogether(identity.key(), identity.leaf().getPublicKey())) {
      throw new ProvisioningException(
          ErrorCode.STORE,
          "In %s the private key does not belong to the certificate.".formatted(source));
    }
    return identity;
  }

  @Override
  public String toString() {
    return "TlsIdentity[" + leaf().getSubjectX500Principal().getName() + "]";
  }
}

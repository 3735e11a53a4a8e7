package dev.loulan.provisioning;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PEM text (RFC 7468) with the blocks this product writes: PRIVATE KEY (PKCS#8) and CERTIFICATE.
 */
public final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  private Pem() {}

  /** One block with lines of 64 characters. */
  public static String encode(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  public static String certificates(List<X509Certificate> chain) {
    StringBuilder text = new StringBuilder();
    try {
      for (X509Certificate certificate : chain) {
        text.append(encode("CERTIFICATE", certificate.getEncoded()));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a parsed certificate has an encoding", e);
    }
    return text.toString();
  }

  /** The DER of every block with this label, in order. */
  public static List<byte[]> decode(String label, String text) {
    List<byte[]> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).equals(label)) {
        blocks.add(Base64.getMimeDecoder().decode(matcher.group(2)));
      }
    }
    return blocks;
  }

  public static List<X509Certificate> readCertificates(String text) {
    List<X509Certificate> chain = new ArrayList<>();
    for (byte[] der : decode("CERTIFICATE", text)) {
      chain.add(certificate(der));
    }
    return chain;
  }

  public static X509Certificate certificate(byte[] der) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException e) {
      throw new ProvisioningException(
          ErrorCode.STORE, "These bytes are not an X.509 certificate.", e);
    }
  }

  /** The EC private key in this text; {@code source} names it in the message when there is none. */
  public static PrivateKey readEcKey(String text, String source) {
    List<byte[]> keys = decode("PRIVATE KEY", text);
    if (keys.isEmpty()) {
      throw new ProvisioningException(
          ErrorCode.STORE, "There is no private key in %s.".formatted(source));
    }
    try {
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(keys.getFirst()));
    } catch (GeneralSecurityException e) {
      throw new ProvisioningException(
          ErrorCode.STORE, "The private key in %s is not an EC key.".formatted(source), e);
    }
  }

  /** The EC public key in this text; {@code source} names it in the message when there is none. */
  public static PublicKey readEcPublicKey(String text, String source) {
    List<byte[]> keys = decode("PUBLIC KEY", text);
    try {
      if (!keys.isEmpty()) {
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(keys.getFirst()));
      }
    } catch (GeneralSecurityException e) {
      throw new ProvisioningException(
          ErrorCode.STORE, "The public key in %s is not an EC key.".formatted(source), e);
    }
    throw new ProvisioningException(
        ErrorCode.STORE, "There is no public key in %s.".formatted(source));
  }

  public static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new ProvisioningException(
          ErrorCode.STORE,
          "The file %s cannot be read: %s.".formatted(file, e.getClass().getSimpleName()),
          e);
    }
  }
}

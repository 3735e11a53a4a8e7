package dev.loulan.provisioning;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/**
 * A PKCS#10 request that passed every check: it parses, asks for a P-256 key, and is signed by that
 * key. Its subject, extensions and attributes are not used: the authority sets them.
 */
public record CertificateRequest(ECPublicKey publicKey) {
  private static final int MAX_BYTES = 8 * 1024;
  private static final BigInteger P256_ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  public static CertificateRequest parse(byte[] der) {
    PKCS10CertificationRequest request = decode(der);
    ECPublicKey key = p256Key(request);
    requireProofOfPossession(request, key);
    return new CertificateRequest(key);
  }

  /** SHA-256 of the key's SubjectPublicKeyInfo, in hex. */
  public String keyHash() {
    return Hashes.sha256Hex(publicKey.getEncoded());
  }

  private static PKCS10CertificationRequest decode(byte[] der) {
    if (der.length > MAX_BYTES) {
      throw refused("is larger than 8 KiB");
    }
    try {
      PKCS10CertificationRequest request = new PKCS10CertificationRequest(der);
      // The parser forgives; what it would write differently is not what the key signed.
      if (!Arrays.equals(request.toASN1Structure().getEncoded(ASN1Encoding.DER), der)) {
        throw refused("is not PKCS#10 in DER");
      }
      return request;
    } catch (ProvisioningException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw refused("is not PKCS#10 in DER");
    }
  }

  private static ECPublicKey p256Key(PKCS10CertificationRequest request) {
    try {
      byte[] info = request.getSubjectPublicKeyInfo().getEncoded();
      if (KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(info))
              instanceof ECPublicKey key
          && key.getParams().getOrder().equals(P256_ORDER)) {
        return key;
      }
    } catch (IOException | GeneralSecurityException e) {
      throw refused("has a key that is not EC P-256");
    }
    throw refused("has a key that is not EC P-256");
  }

  private static void requireProofOfPossession(
      PKCS10CertificationRequest request, ECPublicKey key) {
    boolean proven;
    try {
      proven = request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key));
    } catch (OperatorCreationException | PKCSException | RuntimeException e) {
      proven = false;
    }
    if (!proven) {
      throw refused("is not signed by the key that it names");
    }
  }

  private static ProvisioningException refused(String why) {
    return new ProvisioningException(ErrorCode.BAD_REQUEST, "The certificate request " + why + ".");
  }
}

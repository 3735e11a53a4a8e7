package dev.loulan.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.loulan.provisioning.device.CertificateSigningRequest;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;

class CertificateRequestTest {
  @Test
  void accepts_a_p256_key_that_signs_for_itself() {
    KeyPair pair = EcKeys.generate();
    byte[] request = CertificateSigningRequest.encode(pair, "shelf-1");
    assertThat(CertificateRequest.parse(request).publicKey()).isEqualTo(pair.getPublic());
  }

  @Test
  void refuses_an_rsa_key() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    byte[] request = request(generator.generateKeyPair(), "SHA256withRSA");
    refused(request, "not EC P-256");
  }

  @Test
  void refuses_another_curve() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    refused(request(generator.generateKeyPair(), "SHA256withECDSA"), "not EC P-256");
  }

  @Test
  void refuses_a_request_signed_by_another_key() throws Exception {
    KeyPair named = EcKeys.generate();
    KeyPair signer = EcKeys.generate();
    refused(
        request(new KeyPair(named.getPublic(), signer.getPrivate()), "SHA256withECDSA"),
        "not signed by the key");
  }

  @Test
  void refuses_any_flipped_byte() {
    byte[] request = CertificateSigningRequest.encode(EcKeys.generate(), "shelf-1");
    for (int i = 0; i < request.length; i++) {
      byte[] flipped = request.clone();
      flipped[i] ^= 0x01;
      assertThat(catchThrowable(() -> CertificateRequest.parse(flipped)))
          .as("byte %d", i)
          .isInstanceOf(ProvisioningException.class);
    }
  }

  @Test
  void refuses_what_is_not_pkcs10() {
    refused(new byte[] {1, 2, 3}, "not PKCS#10");
    refused(new byte[9000], "larger than 8 KiB");
  }

  private static byte[] request(KeyPair pair, String algorithm) throws Exception {
    return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=x"), pair.getPublic())
        .build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate()))
        .getEncoded();
  }

  private static void refused(byte[] request, String why) {
    assertThatThrownBy(() -> CertificateRequest.parse(request))
        .isInstanceOfSatisfying(
            ProvisioningException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST))
        .hasMessageContaining(why);
  }
}

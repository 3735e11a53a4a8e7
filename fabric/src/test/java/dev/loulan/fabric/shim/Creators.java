package dev.loulan.fabric.shim;

import com.google.protobuf.ByteString;
import dev.loulan.contract.PartyRole;
import dev.loulan.fabric.identity.Authority;
import dev.loulan.provisioning.EcKeys;
import dev.loulan.provisioning.Pem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** Clients of each role, whose certificates let them act for each party of it. */
final class Creators {
  private static final Map<PartyRole, byte[]> MADE = new EnumMap<>(PartyRole.class);

  private Creators() {}

  /** The identity as Fabric hands it to a chaincode. */
  static synchronized byte[] of(PartyRole role) {
    return MADE.computeIfAbsent(role, Creators::make);
  }

  private static byte[] make(PartyRole role) {
    try {
      Path folder = Files.createTempDirectory("loulan-creator-");
      var certificate =
          Authority.open(folder, role.word())
              .identity(
                  EcKeys.generate().getPublic(), "server", "client", Map.of("loulan.party", "*"));
      String name = role.word();
      return SerializedIdentity.newBuilder()
          .setMspid(Character.toUpperCase(name.charAt(0)) + name.substring(1) + "MSP")
          .setIdBytes(ByteString.copyFromUtf8(Pem.certificates(List.of(certificate))))
          .build()
          .toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

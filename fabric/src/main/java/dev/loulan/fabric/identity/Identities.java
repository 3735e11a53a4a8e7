package dev.loulan.fabric.identity;

import dev.loulan.fabric.FabricProblem;
import dev.loulan.fabric.FabricProblem.Kind;
import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.layout.Node;
import dev.loulan.fabric.layout.Organisation;
import dev.loulan.provisioning.EcKeys;
import dev.loulan.provisioning.Pem;
import dev.loulan.provisioning.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

/**
 * Makes what is missing of keys and certificates, and renews certificates: the key stays, the
 * certificate is new, so that the channel's configuration, which knows orderers by their TLS keys,
 * goes on holding.
 */
public final class Identities {
  /** The person who may change the channel for the organisation. */
  public static final String ADMIN = "admin";

  /** The program that submits for the organisation, for each of its parties. */
  public static final String SERVER = "server";

  private static final List<String> HOSTS = List.of("127.0.0.1", "::1", "localhost");

  private Identities() {}

  /** Makes all that the layout names and that is not there yet. */
  public static void make(Layout layout) {
    layout.organisations().forEach(Identities::make);
    layout.ordererNodes().forEach(node -> make(node, "orderer"));
    layout.peerNodes().forEach(node -> make(node, "peer"));
  }

  /** New certificates for everything of an organisation on this machine. */
  public static void renew(Layout layout, String organisation) {
    Organisation org = layout.organisation(organisation);
    issue(org, org.user(ADMIN), ADMIN, "admin", Map.of());
    issue(org, org.user(SERVER), SERVER, "client", Map.of("loulan.party", "*"));
    Layout.of(organisation, layout.ordererNodes()).forEach(node -> issue(node, "orderer"));
    Layout.of(organisation, layout.peerNodes()).forEach(node -> issue(node, "peer"));
  }

  private static void make(Organisation org) {
    if (Files.exists(org.user(SERVER).resolve("signcerts/cert.pem"))) {
      return;
    }
    X509Certificate ca = authority(org).certificate();
    X509Certificate tlsCa = tlsAuthority(org).certificate();
    trust(org.msp(), ca, tlsCa);
    issue(org, org.user(ADMIN), ADMIN, "admin", Map.of());
    issue(org, org.user(SERVER), SERVER, "client", Map.of("loulan.party", "*"));
  }

  /** A client of an organisation that acts for one party only. */
  public static void makeClient(Organisation org, String name, String party) {
    issue(org, org.user(name), name, "client", Map.of("loulan.party", party));
  }

  private static void make(Node node, String unit) {
    if (!Files.exists(node.tls().resolve("server.crt"))) {
      issue(node, unit);
    }
  }

  private static void issue(Node node, String unit) {
    issue(node.organisation(), node.msp(), node.name(), unit, Map.of());
    KeyPair pair = keyPair(node.tls().resolve("server.key"), node.tls().resolve("server.pub"));
    write(
        node.tls().resolve("server.crt"),
        tlsAuthority(node.organisation()).tls(pair.getPublic(), node.name(), HOSTS));
    if (node.kind() == Node.Kind.PEER) {
      issueChaincode(node);
    }
  }

  /**
   * The chaincode server and the peer that calls it know each other by an authority of their own,
   * over loopback. The peer's certificate is part of the package that its organisation approved, so
   * it lives as long as that authority: another one would be another package.
   */
  private static void issueChaincode(Node node) {
    Path folder = node.folder().resolve("chaincode");
    Authority authority = Authority.open(folder.resolve("ca"), node.name() + " chaincode");
    KeyPair server = keyPair(folder.resolve("server.key"), folder.resolve("server.pub"));
    write(folder.resolve("server.crt"), authority.tls(server.getPublic(), "server", HOSTS));
    Path client = folder.resolve("client.crt");
    if (!Files.exists(client)) {
      KeyPair pair = keyPair(folder.resolve("client.key"), folder.resolve("client.pub"));
      write(client, authority.lasting(pair.getPublic(), "client", HOSTS));
    }
  }

  private static void issue(
      Organisation org, Path msp, String name, String unit, Map<String, String> attributes) {
    trust(msp, authority(org).certificate(), tlsAuthority(org).certificate());
    KeyPair pair = keyPair(msp.resolve("keystore/key.pem"), msp.resolve("key.pub"));
    write(
        msp.resolve("signcerts/cert.pem"),
        authority(org).identity(pair.getPublic(), name, unit, attributes));
  }

  /** The key in these files, or a new one. */
  private static KeyPair keyPair(Path secret, Path open) {
    if (!Files.exists(open)) {
      KeyPair pair = EcKeys.generate();
      SecretFile.write(secret, Pem.encode("PRIVATE KEY", pair.getPrivate().getEncoded()));
      SecretFile.write(open, Pem.encode("PUBLIC KEY", pair.getPublic().getEncoded()));
    }
    return new KeyPair(
        Pem.readEcPublicKey(Pem.read(open), open.toString()),
        Pem.readEcKey(Pem.read(secret), secret.toString()));
  }

  private static Authority authority(Organisation org) {
    return Authority.open(org.folder().resolve("ca"), org.name());
  }

  private static Authority tlsAuthority(Organisation org) {
    return Authority.open(org.folder().resolve("tlsca"), org.name() + " TLS");
  }

  private static void trust(Path msp, X509Certificate ca, X509Certificate tlsCa) {
    write(msp.resolve("cacerts/ca.pem"), ca);
    write(msp.resolve("tlscacerts/tlsca.pem"), tlsCa);
    StringBuilder units = new StringBuilder("NodeOUs:\n  Enable: true\n");
    for (String unit : List.of("Client", "Peer", "Admin", "Orderer")) {
      units.append(
          "  %sOUIdentifier:\n    Certificate: cacerts/ca.pem\n    OrganizationalUnitIdentifier: %s\n"
              .formatted(unit, unit.toLowerCase(java.util.Locale.ROOT)));
    }
    write(msp.resolve("config.yaml"), units.toString());
  }

  private static void write(Path file, X509Certificate certificate) {
    write(file, Pem.certificates(List.of(certificate)));
  }

  /** In one step, for a node may read the file at this moment. */
  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Path next = file.resolveSibling(file.getFileName() + ".next");
      Files.writeString(next, text);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new FabricProblem(Kind.FILES, file, String.valueOf(e.getMessage()));
    }
  }
}

package dev.loulan.sync.ledger.fabric;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.loulan.sync.ledger.fabric.FabricSettings.PeerAddress;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.InvalidKeyException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.common.BlockchainInfo;
import org.hyperledger.fabric.protos.peer.ProcessedTransaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** The gateway of one peer, over TLS; connects at the first call and again whenever it must. */
public final class PeerConnection implements AutoCloseable {
  private static final int MAX_MESSAGE = 100 * 1024 * 1024;

  /** At its first connection gRPC tells people which system calls it found. */
  private static final Logger GRPC = Logger.getLogger("io.grpc");

  static {
    GRPC.setLevel(Level.WARNING);
  }

  private final FabricSettings settings;
  private final PeerAddress peer;
  private final ManagedChannel channel;
  private final Gateway gateway;

  private PeerConnection(
      FabricSettings settings, PeerAddress peer, ManagedChannel channel, Gateway gateway) {
    this.settings = settings;
    this.peer = peer;
    this.channel = channel;
    this.gateway = gateway;
  }

  /**
   * Makes a connection ready; the files are read now.
   *
   * @throws IllegalArgumentException when a certificate or key cannot be read
   */
  public static PeerConnection open(FabricSettings settings, PeerAddress peer) {
    try (Reader certificate = reader(settings.certificate());
        Reader key = reader(settings.key())) {
      ManagedChannel channel =
          Grpc.newChannelBuilderForAddress(
                  peer.host(),
                  peer.port(),
                  TlsChannelCredentials.newBuilder().trustManager(peer.tls().toFile()).build())
              .maxInboundMessageSize(MAX_MESSAGE)
              .build();
      long seconds = settings.deadline().toSeconds();
      Gateway gateway =
          Gateway.newInstance()
              .identity(
                  new X509Identity(settings.mspId(), Identities.readX509Certificate(certificate)))
              .signer(Signers.newPrivateKeySigner(Identities.readPrivateKey(key)))
              .connection(channel)
              .evaluateOptions(o -> o.withDeadlineAfter(seconds, TimeUnit.SECONDS))
              .endorseOptions(o -> o.withDeadlineAfter(seconds, TimeUnit.SECONDS))
              .submitOptions(o -> o.withDeadlineAfter(seconds, TimeUnit.SECONDS))
              .commitStatusOptions(o -> o.withDeadlineAfter(seconds, TimeUnit.SECONDS))
              .connect();
      return new PeerConnection(settings, peer, channel, gateway);
    } catch (IOException | CertificateException | InvalidKeyException e) {
      throw new IllegalArgumentException(
          "The identity %s for the channel cannot be read: %s."
              .formatted(settings.certificate(), e.getMessage()),
          e);
    }
  }

  private static Reader reader(java.nio.file.Path file) throws IOException {
    return Files.newBufferedReader(file, StandardCharsets.UTF_8);
  }

  PeerAddress peer() {
    return peer;
  }

  Gateway gateway() {
    return gateway;
  }

  public Network network() {
    return gateway.getNetwork(settings.channel());
  }

  /** How many blocks the peer's ledger has. */
  public long height() throws GatewayException {
    try {
      return BlockchainInfo.parseFrom(ask("GetChainInfo", settings.channel())).getHeight();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("A peer answers in its own format", e);
    }
  }

  /** What this peer's ledger says of a transaction; nothing when it does not know it. */
  Optional<TxValidationCode> find(String txId) throws GatewayException {
    try {
      byte[] found = ask("GetTransactionByID", settings.channel(), txId);
      return Optional.ofNullable(
          TxValidationCode.forNumber(ProcessedTransaction.parseFrom(found).getValidationCode()));
    } catch (GatewayException e) {
      if (GatewayErrors.text(e).contains("no such transaction ID")) {
        return Optional.empty();
      }
      throw e;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("A peer answers in its own format", e);
    }
  }

  private byte[] ask(String function, String... arguments) throws GatewayException {
    return network()
        .getContract("qscc")
        .newProposal(function)
        .addArguments(arguments)
        .setEndorsingOrganizations(peer.mspId())
        .build()
        .evaluate();
  }

  @Override
  public void close() {
    gateway.close();
    channel.shutdownNow();
  }
}

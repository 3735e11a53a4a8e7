package dev.loulan.fabric.channel;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.loulan.fabric.FabricProblem;
import dev.loulan.fabric.FabricProblem.Kind;
import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.layout.Node;
import dev.loulan.fabric.layout.Organisation;
import dev.loulan.fabric.node.Command;
import dev.loulan.fabric.node.Nodes;
import dev.loulan.fabric.node.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;

/**
 * Changes of the running channel's configuration. What it shall be is what a first block made from
 * the changed layout would say; Fabric's own {@code configtxlator} finds the difference, and the
 * administrators of all organisations that were there before sign it.
 */
public final class ChannelUpdate {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final Layout layout;
  private final Programs programs;
  private final Path folder;

  /** Changes of a channel that is now as this layout was. */
  public ChannelUpdate(Layout layout, Programs programs) {
    this.layout = layout;
    this.programs = programs;
    this.folder = layout.folder().resolve("channel/update");
  }

  /**
   * Makes the channel as this layout and its certificates say; returns once that is ordered.
   *
   * @return the channel's newest configuration block, by which new orderers join
   */
  public Path bringTo(Layout next) {
    return bringTo(next, Genesis.BLOCK_TRANSACTIONS);
  }

  /**
   * While something is done, each transaction has a block of its own. A definition that lets an
   * organisation into a private collection needs that: what shares its block a peer of the new
   * member never gets, since Fabric (3.1) looks for what the member has missed before that block is
   * stored.
   */
  public void oneTransactionABlock(Runnable work) {
    var _ = bringTo(layout, 1);
    try {
      work.run();
    } finally {
      var _ = bringTo(layout);
    }
  }

  private Path bringTo(Layout next, int blockTransactions) {
    Path wanted = folder.resolve("wanted.block");
    Nodes.write(folder.resolve("about"), "The newest change of the channel's configuration.\n");
    Genesis.make(next, programs, wanted, blockTransactions);
    Path current = fetch();
    Config now = config(current);
    Optional<ByteString> difference = difference(now, config(wanted));
    if (difference.isEmpty()) {
      return current;
    }
    Path update = folder.resolve("update.tx");
    write(update, envelope(difference.orElseThrow()));
    Node peer = layout.peerNodes().getFirst();
    for (Organisation signer : layout.organisations()) {
      PeerCommand.as(programs, peer, signer, "channel", "signconfigtx", "-f", update.toString());
    }
    overOrderer("update", "-f", update.toString());
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (config(fetch()).getSequence() == now.getSequence()) {
      if (System.nanoTime() > deadline) {
        throw new FabricProblem(Kind.COMMAND_FAILED, "channel update", "not ordered in time");
      }
      Nodes.pause();
    }
    return current;
  }

  /** The newest configuration block. */
  private Path fetch() {
    Path block = folder.resolve("current.block");
    overOrderer("fetch", "config", block.toString());
    return block;
  }

  /** Asks one orderer after the other, for some may be down. */
  private void overOrderer(String word, String... arguments) {
    Node peer = layout.peerNodes().getFirst();
    FabricProblem last = new FabricProblem(Kind.NODE_FAILED, "orderers", "none");
    for (Node orderer : layout.ordererNodes()) {
      List<String> command = new ArrayList<>(List.of("channel", word));
      command.addAll(List.of(arguments));
      command.addAll(List.of("-c", Layout.CHANNEL, "-o", orderer.address(), "--tls", "--cafile"));
      command.add(orderer.organisation().tlsAuthority().toString());
      try {
        PeerCommand.run(programs, peer, command.toArray(String[]::new));
        return;
      } catch (FabricProblem e) {
        last = e;
      }
    }
    throw last;
  }

  /** Nothing when there is none. */
  private Optional<ByteString> difference(Config now, Config wanted) {
    Path original = folder.resolve("original.pb");
    Path updated = folder.resolve("updated.pb");
    Path difference = folder.resolve("difference.pb");
    write(original, now.toByteArray());
    write(updated, wanted.toByteArray());
    try {
      Command.in(folder)
          .run(
              programs.configtxlator().toString(),
              "compute_update",
              "--channel_id",
              Layout.CHANNEL,
              "--original",
              original.toString(),
              "--updated",
              updated.toString(),
              "--output",
              difference.toString());
      return Optional.of(ByteString.copyFrom(read(difference)));
    } catch (FabricProblem e) {
      if (String.valueOf(e.getMessage()).contains("no differences detected")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static byte[] envelope(ByteString difference) {
    ChannelHeader header =
        ChannelHeader.newBuilder()
            .setType(HeaderType.CONFIG_UPDATE_VALUE)
            .setChannelId(Layout.CHANNEL)
            .build();
    Payload payload =
        Payload.newBuilder()
            .setHeader(Header.newBuilder().setChannelHeader(header.toByteString()))
            .setData(
                ConfigUpdateEnvelope.newBuilder()
                    .setConfigUpdate(difference)
                    .build()
                    .toByteString())
            .build();
    return Envelope.newBuilder().setPayload(payload.toByteString()).build().toByteArray();
  }

  private static Config config(Path block) {
    try {
      Envelope envelope = Envelope.parseFrom(Block.parseFrom(read(block)).getData().getData(0));
      return ConfigEnvelope.parseFrom(Payload.parseFrom(envelope.getPayload()).getData())
          .getConfig();
    } catch (InvalidProtocolBufferException e) {
      throw new FabricProblem(Kind.FILES, block, String.valueOf(e.getMessage()));
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new FabricProblem(Kind.FILES, file, String.valueOf(e.getMessage()));
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new FabricProblem(Kind.FILES, file, String.valueOf(e.getMessage()));
    }
  }
}

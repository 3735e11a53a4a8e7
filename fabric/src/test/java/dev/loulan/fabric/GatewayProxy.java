package dev.loulan.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.fabric.layout.Node;
import dev.loulan.sync.ledger.fabric.FabricSettings.PeerAddress;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.HandlerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the server and a peer's gateway, with the peer's own certificate, and treats the
 * calls of one method as told: loses, delays or holds the peer's reply, holds the request, or lets
 * it reach the peer twice. Bytes pass as they are.
 */
public final class GatewayProxy extends HandlerRegistry implements AutoCloseable {
  private static final MethodDescriptor.Marshaller<byte[]> BYTES =
      new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
          return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
          try {
            return stream.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };

  /** What happens to a call. */
  public enum Trick {
    /** The peer gets the request, the server never hears. */
    LOSE_REPLY,
    /** The reply comes after the server's patience ends. */
    DELAY_REPLY,
    /** The peer gets the request twice; the server hears the second reply. */
    DOUBLE,
    /** The peer does not get the request before {@link GatewayProxy#release}. */
    HOLD_REQUEST,
    /** The peer did as asked; the server hears nothing, and after the release that it failed. */
    HOLD_REPLY
  }

  private static final long PATIENCE_SECONDS = 60;

  private final ManagedChannel peer;
  private final Server server;
  private final String mspId;
  private final java.nio.file.Path tls;
  private final String method;
  private final Trick trick;
  private final AtomicInteger times;
  private final long delayMillis;
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  /**
   * Starts between a peer and whoever calls.
   *
   * @param method {@code Submit}, {@code CommitStatus}, {@code Endorse}
   * @param times how many calls are treated so; the others pass
   */
  public GatewayProxy(Node node, String method, Trick trick, int times, long delayMillis) {
    this.method = method;
    this.trick = trick;
    this.times = new AtomicInteger(times);
    this.delayMillis = delayMillis;
    this.mspId = node.organisation().mspId();
    this.tls = node.organisation().tlsAuthority();
    try {
      peer =
          Grpc.newChannelBuilderForAddress(
                  "127.0.0.1",
                  node.port(),
                  TlsChannelCredentials.newBuilder().trustManager(tls.toFile()).build())
              .build();
      server =
          io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder.forAddress(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                  TlsServerCredentials.create(
                      node.tls().resolve("server.crt").toFile(),
                      node.tls().resolve("server.key").toFile()))
              .fallbackHandlerRegistry(this)
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the server finds it. */
  public PeerAddress address() {
    return new PeerAddress(mspId, "127.0.0.1", server.getPort(), tls);
  }

  /** Returns when a call is held; what happens then happens in the middle of it. */
  public void awaitHeld() {
    try {
      assertThat(held.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("%s is held", method).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets go on what is held. */
  public void release() {
    released.countDown();
  }

  /** Calls that are still to be treated. */
  public int left() {
    return times.get();
  }

  @Override
  public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
    MethodDescriptor<byte[], byte[]> descriptor =
        MethodDescriptor.newBuilder(BYTES, BYTES)
            .setType(MethodType.UNARY)
            .setFullMethodName(name)
            .build();
    return ServerMethodDefinition.create(
        descriptor,
        ServerCalls.asyncUnaryCall((request, reply) -> pass(descriptor, request, reply)));
  }

  private void pass(
      MethodDescriptor<byte[], byte[]> descriptor, byte[] request, StreamObserver<byte[]> reply) {
    boolean treated =
        descriptor.getFullMethodName().endsWith("/" + method)
            && times.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    try {
      if (treated && trick == Trick.HOLD_REQUEST) {
        hold();
      }
      byte[] answer = call(descriptor, request);
      if (treated && trick == Trick.DOUBLE) {
        answer = call(descriptor, request);
      }
      if (treated && trick == Trick.DELAY_REPLY) {
        Thread.sleep(delayMillis);
      }
      if (treated && trick == Trick.HOLD_REPLY) {
        hold();
      }
      if (treated && (trick == Trick.LOSE_REPLY || trick == Trick.HOLD_REPLY)) {
        reply.onError(Status.UNAVAILABLE.withDescription("the reply was lost").asException());
        return;
      }
      reply.onNext(answer);
      reply.onCompleted();
    } catch (StatusRuntimeException e) {
      reply.onError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reply.onError(Status.CANCELLED.asException());
    }
  }

  private void hold() throws InterruptedException {
    held.countDown();
    released.await();
  }

  private byte[] call(MethodDescriptor<byte[], byte[]> descriptor, byte[] request) {
    return ClientCalls.blockingUnaryCall(peer, descriptor, CallOptions.DEFAULT, request);
  }

  @Override
  public void close() {
    release();
    server.shutdownNow();
    peer.shutdownNow();
  }
}

package dev.loulan.simulation.server;

import dev.loulan.agent.sync.ServerClient;
import dev.loulan.domain.json.Json;
import dev.loulan.simulation.store.Fuse;
import dev.loulan.simulation.world.FaultKind;
import dev.loulan.simulation.world.World;
import dev.loulan.testkit.chance.Chance;
import java.io.IOException;
import java.time.Duration;

/**
 * The way from one device to the server: requests and answers are lost or come twice, and now and
 * then nothing passes for hours or weeks.
 */
public final class Network implements ServerClient {
  private static final long HOUR = 3_600_000_000L;
  private static final byte[] NOTHING = {};

  private final World world;
  private final Server server;
  private final String device;
  private final Fuse fuse;
  private final Chance chance;
  private long cutOffUntil;

  /**
   * A way that is open.
   *
   * @param device name in the certificate with which it connects
   */
  public Network(World world, Server server, String device, Fuse fuse) {
    this.world = world;
    this.server = server;
    this.device = device;
    this.fuse = fuse;
    this.chance = world.chance("network " + device);
  }

  /** Cuts it off: mostly for hours, now and then for as long as allowed. */
  public void cutOff(long longestMicros) {
    long most = chance.happens(0.15) ? longestMicros : Math.min(longestMicros, 20 * HOUR);
    cutOffFor(chance.between(Math.min(HOUR, most), most + 1));
  }

  /** Cuts it off for so long, or until then if it is cut off for longer already. */
  public void cutOffFor(long micros) {
    cutOffUntil = Math.max(cutOffUntil, world.time().now() + micros);
    world.note(device, "is cut off from the server for " + micros / HOUR + " h");
  }

  /** Whether it was cut off at that time, in true time, or later. */
  public boolean wasCutOffSince(long micros) {
    return cutOffUntil > micros;
  }

  public void mend() {
    cutOffUntil = 0;
  }

  public boolean isCutOff() {
    return world.time().now() < cutOffUntil;
  }

  @Override
  public Answer get(String path, Duration limit) throws IOException {
    return call(path, NOTHING);
  }

  @Override
  public Answer putJson(String path, Json body) throws IOException {
    return call(path, body.canonical());
  }

  @Override
  public Answer postJson(String path, Json body) throws IOException {
    return call(path, body.canonical());
  }

  @Override
  public Answer postCbor(String path, byte[] body) throws IOException {
    return call(path, body);
  }

  private Answer call(String path, byte[] body) throws IOException {
    fuse.step();
    if (isCutOff() || server.isDown()) {
      throw new IOException("no connection");
    }
    if (world.faults().strikes(FaultKind.REQUEST_LOST)) {
      throw new IOException("no answer in time");
    }
    Answer answer = server.answer(device, path, body);
    if (world.faults().strikes(FaultKind.REQUEST_DOUBLED)) {
      world
          .time()
          .in(
              chance.between(1, HOUR),
              () -> {
                if (!server.isDown()) {
                  var _ = server.answer(device, path, body);
                }
              });
    }
    if (world.faults().strikes(FaultKind.ANSWER_LOST)) {
      throw new IOException("the connection broke");
    }
    fuse.step();
    return answer;
  }

  @Override
  public void close() {}
}

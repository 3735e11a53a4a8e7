package dev.loulan.needs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Ports on loopback for programs that want many at fixed distances. */
public final class FreePorts {
  private static final int FIRST = 20_000;
  private static final int BEHIND_THE_LAST = 31_000;
  private static final int STEP = 350;

  private FreePorts() {}

  /**
   * The first port of a range in which these were free a moment ago.
   *
   * @param distances from the first port, below 350
   */
  public static int first(int... distances) {
    for (int first = FIRST; first < BEHIND_THE_LAST; first += STEP) {
      int from = first;
      if (IntStream.of(distances).allMatch(distance -> isFree(from + distance))) {
        return first;
      }
    }
    throw new IllegalStateException("No range of ports is free");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

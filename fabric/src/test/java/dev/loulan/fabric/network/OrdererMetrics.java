package dev.loulan.fabric.network;

import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.layout.Node;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the orderers say of themselves. */
final class OrdererMetrics {
  private static final Pattern LEADER =
      Pattern.compile("consensus_(?:smartbft|BFT)_leader_id\\{[^}]*} (\\d+)");

  private OrdererMetrics() {}

  /** The number of the leader, from 1, as the first orderer that answers has it. */
  static int leader(Layout layout) {
    for (Node node : layout.ordererNodes()) {
      try (HttpClient client = new OrdererAdmin(node).client()) {
        String metrics =
            client
                .send(
                    HttpRequest.newBuilder(
                            URI.create("https://127.0.0.1:" + node.operationsPort() + "/metrics"))
                        .build(),
                    BodyHandlers.ofString())
                .body();
        Matcher matcher = LEADER.matcher(metrics);
        if (matcher.find()) {
          return Integer.parseInt(matcher.group(1));
        }
      } catch (IOException e) {
        // Another orderer may answer.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    throw new IllegalStateException("No orderer names a leader");
  }
}

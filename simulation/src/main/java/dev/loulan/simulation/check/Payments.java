package dev.loulan.simulation.check;

import dev.loulan.domain.json.Fields;
import dev.loulan.simulation.server.Server;
import dev.loulan.simulation.server.Treasurer;
import dev.loulan.simulation.world.World;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Nobody is paid twice: what is owed to each party is what its statements say, each run once, less
 * what the bank was told to pay and did not refuse.
 */
public final class Payments {
  private final World world;
  private final Server server;

  public Payments(World world, Server server) {
    this.world = world;
    this.server = server;
  }

  /** What the ledger says is owed, before an order is made of it. */
  public void check(Treasurer treasurer) {
    SortedMap<String, Long> owed = allotted();
    treasurer.notRefused().forEach((party, paid) -> owed.merge(party, -paid, Long::sum));
    compare("the ledger owes", owed, treasurer.due());
  }

  /** Once the bank has answered everything. */
  public void atTheEnd(Treasurer treasurer) {
    check(treasurer);
    compare("the operator knows that was paid", treasurer.paid(), treasurer.notRefused());
    compare("the ledger says was paid", treasurer.paid(), booked());
  }

  private SortedMap<String, Long> allotted() {
    SortedMap<String, Long> sums = new TreeMap<>();
    LedgerFacts.statements(server.ledger().state(), "")
        .forEach(statement -> add(sums, statement, "shares"));
    return sums;
  }

  private SortedMap<String, Long> booked() {
    SortedMap<String, Long> sums = new TreeMap<>();
    LedgerFacts.payouts(server.ledger().state()).stream()
        .filter(payout -> payout.text("state").equals("booked"))
        .forEach(payout -> add(sums, payout, "items"));
    return sums;
  }

  private static void add(SortedMap<String, Long> sums, Fields document, String list) {
    for (Fields share : document.objects(list)) {
      sums.merge(
          share.text("party") + " " + share.text("partyId"), share.integer("amount"), Long::sum);
    }
  }

  private void compare(String what, Map<String, Long> expected, Map<String, Long> found) {
    Map<String, Long> right = withoutNothing(expected);
    Map<String, Long> there = withoutNothing(found);
    if (!right.equals(there)) {
      world.violated("paid-once", what + " " + there + " instead of " + right);
    }
  }

  private static Map<String, Long> withoutNothing(Map<String, Long> amounts) {
    Map<String, Long> some = new TreeMap<>(amounts);
    some.values().removeIf(amount -> amount == 0);
    return some;
  }
}

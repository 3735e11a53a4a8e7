package dev.loulan.simulation.server;

import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.PartyRole;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.provisioning.party.PartyMessages;
import dev.loulan.simulation.device.Device;
import dev.loulan.simulation.shelf.Goods;
import dev.loulan.simulation.world.World;
import dev.loulan.sync.clearing.Clearing;
import dev.loulan.sync.clearing.DueDays;
import dev.loulan.sync.clearing.TradeDays;
import dev.loulan.sync.ledger.LedgerUnavailableException;
import dev.loulan.sync.ledger.SubmitOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The operator's people: they register, sign, push, hand in and settle, and try again tomorrow what
 * did not work today.
 */
public final class Operator {
  public static final String OPERATOR = "op";
  public static final String HOST = "lobby-co";
  public static final String PROVIDER = "pay";
  public static final Currency USD = new Currency(Goods.CURRENCY);

  /** So long the server passes on what somebody else signed. */
  public static final long FORGED_FOR_MICROS = 6 * 3_600_000_000L;

  private static final String CERTIFICATE = "00".repeat(32);

  private final World world;
  private final Server server;
  private final Clearing clearing;
  private final Party operator = Party.of(OPERATOR, PartyRole.OPERATOR);
  private final Party host = Party.of(HOST, PartyRole.HOST);
  private final Map<String, Party> suppliers = new TreeMap<>();
  private final ArrayDeque<ContractCall> toDo = new ArrayDeque<>();
  private final DueDays dueDays;
  private final List<Agreement> agreements = new ArrayList<>();
  private final Map<String, List<PriceList>> prices = new TreeMap<>();
  private final Map<String, List<Json>> documents = new TreeMap<>();
  private final Map<String, Long> versions = new TreeMap<>();
  private final Map<String, Json> planograms = new TreeMap<>();
  private final Map<String, List<List<Integer>>> layouts = new TreeMap<>();
  private final Map<String, Json.Obj> settings = new TreeMap<>();
  private final List<Provider.Bill> bills = new ArrayList<>();

  public Operator(World world, Server server) {
    this.world = world;
    this.server = server;
    this.clearing = new Clearing(server.gateway(), server.worker());
    this.dueDays =
        new DueDays(
            server.gateway(),
            server.follower(),
            clearing,
            operator.caller(),
            tradeSince(world),
            () -> true);
    for (String supplier : Goods.SUPPLIERS) {
      suppliers.put(supplier, Party.of(supplier, PartyRole.SUPPLIER));
    }
  }

  /** Before the first agreement holds. */
  private static TradeDays tradeSince(World world) {
    Instant begin = Instant.EPOCH.plus(world.time().now(), ChronoUnit.MICROS);
    LocalDate first = LocalDate.ofInstant(begin, ZoneOffset.UTC).minusDays(7);
    return () -> Optional.of(new BusinessDay(first.toString()));
  }

  Party party() {
    return operator;
  }

  Party host() {
    return host;
  }

  public List<Agreement> agreements() {
    return List.copyOf(agreements);
  }

  /** The price lists of a device by version. */
  public Map<String, List<Long>> priceLists(String device) {
    Map<String, List<Long>> lists = new TreeMap<>();
    for (PriceList list : prices.getOrDefault(device, List.of())) {
      lists.put(Long.toString(list.version()), list.minor());
    }
    return lists;
  }

  /** Registers everyone; no fault may strike yet. */
  public void found() {
    require(ContractCalls.registerParty(operator.registration()), operator);
    require(ContractCalls.registerParty(host.registration()), host);
    suppliers
        .values()
        .forEach(party -> require(ContractCalls.registerParty(party.registration()), party));
  }

  /** Proposes terms and lets all three sign. */
  public void agree(Agreement agreement, Goods goods) {
    Json.Obj document = agreement.document(goods);
    String hash = dev.loulan.journal.merkle.TreeHash.sha256(document.canonical()).hex();
    agreements.add(agreement);
    toDo.add(ContractCalls.proposeAgreement(document.canonical()));
    Party supplier = suppliers.get(agreement.supplier());
    if (supplier == null) {
      throw new IllegalArgumentException("no supplier " + agreement.supplier());
    }
    for (Party party : List.of(operator, host, supplier)) {
      toDo.add(
          ContractCalls.signAgreement(
              agreement.id(),
              agreement.version(),
              party.partyId(),
              party.sign("loulan.dev/agreement/v1", hash)));
    }
    work();
  }

  /** Registers a device with its key, on ledger and server. */
  public void register(Device device, String shelf, Json.Obj deviceSettings) {
    VerifierKey key = LogName.key(device.name(), device.firstKey().publicKey());
    String message =
        String.join("\n", "loulan.dev/journal-key/v1", device.name(), key.encode(), CERTIFICATE)
            + "\n";
    Bytes proof = device.firstKey().sign(message.getBytes(StandardCharsets.UTF_8));
    toDo.add(
        ContractCalls.registerDevice(
            new JsonObjectBuilder()
                .text("deviceId", device.name())
                .text("shelf", shelf)
                .text("site", "lobby")
                .text("operator", OPERATOR)
                .text("currency", Goods.CURRENCY)
                .text("vkey", key.encode())
                .text("certificateSha256", CERTIFICATE)
                .text("proof", proof.base64())
                .build()));
    server.intake().registerKey(device.name(), key);
    settings.put(device.name(), deviceSettings);
    work();
  }

  /** Takes a device out of service on the ledger. */
  public void revoke(Device device) {
    toDo.add(ContractCalls.revokeDevice(device.name()));
    work();
  }

  /** Signs a planogram for a device. */
  public void arrange(Device device, Goods goods, List<Integer> layout, long fromMicros) {
    List<List<Integer>> all = layouts.computeIfAbsent(device.name(), _ -> new ArrayList<>());
    all.add(List.copyOf(layout));
    planograms.put(
        device.name(),
        document(
            operator, device.name(), "planogram", all.size(), fromMicros, goods.planogram(layout)));
    publish(device);
  }

  /** The planogram of a version as the device was sent it; empty when there is none. */
  public List<Integer> layout(String device, String version) {
    List<List<Integer>> all = layouts.getOrDefault(device, List.of());
    for (int number = 1; number <= all.size(); number++) {
      if (Integer.toString(number).equals(version)) {
        return all.get(number - 1);
      }
    }
    return List.of();
  }

  /** Signs a price list for a device. */
  public void push(Device device, Goods goods, List<Long> minor, long fromMicros) {
    List<PriceList> lists = prices.computeIfAbsent(device.name(), _ -> new ArrayList<>());
    PriceList list = new PriceList(lists.size() + 1L, fromMicros, List.copyOf(minor));
    lists.add(list);
    documents
        .computeIfAbsent(device.name(), _ -> new ArrayList<>())
        .add(
            document(
                operator,
                device.name(),
                "prices",
                list.version(),
                fromMicros,
                goods.prices(minor)));
    publish(device);
  }

  /** Somebody else signs a price list, and the server passes it on once. */
  public void forge(Device device, Goods goods) {
    List<Long> free = java.util.Collections.nCopies(goods.plates(), 1L);
    Json forged =
        document(host, device.name(), "prices", 999, world.time().now(), goods.prices(free));
    List<Json> honest = documents.computeIfAbsent(device.name(), _ -> new ArrayList<>());
    honest.add(forged);
    publish(device);
    world
        .time()
        .in(
            FORGED_FOR_MICROS,
            () -> {
              honest.remove(forged);
              publish(device);
            });
  }

  private void publish(Device device) {
    Json planogram = planograms.get(device.name());
    Json.Obj deviceSettings = settings.get(device.name());
    if (planogram == null || deviceSettings == null) {
      return;
    }
    long version = versions.merge(device.name(), 1L, Long::sum);
    var members = deviceSettings.members();
    members.put("operatorKey", new Json.Text(operator.publicKey()));
    server.configure(
        device.name(),
        new JsonObjectBuilder()
            .integer("version", version)
            .json("device", new Json.Obj(members))
            .json("planogram", planogram)
            .array("prices", List.copyOf(documents.getOrDefault(device.name(), List.of())))
            .build());
    device.configurationChanged();
  }

  private static Json document(
      Party signer, String device, String kind, long version, long fromMicros, Json content) {
    String from = Instant.EPOCH.plus(fromMicros, ChronoUnit.MICROS).toString();
    byte[] message = PartyMessages.document(kind, device, version, from, content.text());
    return new JsonObjectBuilder()
        .text("kind", kind)
        .text("device", device)
        .integer("version", version)
        .text("from", from)
        .text("content", content.text())
        .text("keyId", signer.key().keyId())
        .text("signature", signer.key().sign(message).base64())
        .build();
  }

  /** The bills that were handed in. */
  public List<Provider.Bill> bills() {
    return List.copyOf(bills);
  }

  /** Hands in a bill; again tomorrow if the ledger does not answer. */
  public void handIn(Provider.Bill bill) {
    bills.add(bill);
    toDo.add(ContractCalls.submitBill(bill.json()));
    work();
  }

  /** Decides about a sale or review: a signed adjustment, posted on a day. */
  public void decide(String id, String kind, String target, LocalDate day, List<Json> lines) {
    Json.Obj adjustment =
        new JsonObjectBuilder()
            .text("adjustmentId", id)
            .text("kind", kind)
            .text("target", target)
            .text("day", day.toString())
            .array("lines", lines)
            .text("partyId", OPERATOR)
            .build();
    toDo.add(ContractCalls.adjust(operator.signed(adjustment)));
  }

  /** Does what is left to do, in its order, as far as the ledger answers. */
  public void work() {
    while (!toDo.isEmpty()) {
      switch (server.attempt(operator.caller(), toDo.peek())) {
        case SubmitOutcome.Committed _ -> toDo.remove();
        case SubmitOutcome.Rejected(var code, var what) -> {
          world.violated("work-accepted", toDo.remove().function() + ": " + code + " " + what);
        }
        case SubmitOutcome.Invalid _, SubmitOutcome.Unknown _ -> {
          return;
        }
      }
    }
  }

  /** The morning: open work, then every day with news is settled. */
  public void settle(LocalDate today) {
    server.submit();
    work();
    // Before a bill or decision is in, a settlement would have to be made again.
    if (toDo.isEmpty()) {
      try {
        boolean more = true;
        while (more) {
          more = dueDays.round(new BusinessDay(today.toString()), new Heard());
        }
      } catch (LedgerUnavailableException e) {
        world.note("server", "cannot settle now");
      }
    }
  }

  private final class Heard implements DueDays.Listener {
    @Override
    public void settled(BusinessDay day, Currency currency, byte[] statement) {
      world.note("server", "settles " + day + " (" + statement.length + " bytes)");
    }

    @Override
    public void refused(BusinessDay day, Currency currency, ContractException why) {
      world.violated("work-accepted", "settling " + day + ": " + why.getMessage());
    }
  }

  /** Whether everything that people wanted is done. */
  public boolean isDone() {
    return toDo.isEmpty();
  }

  /** The last statement of a day as the ledger has it. */
  public Fields statement(String day) {
    return Fields.of(
        JsonReader.read(clearing.statement(operator.caller(), new BusinessDay(day), USD)),
        "statement");
  }

  private void require(ContractCall call, Party by) {
    SubmitOutcome outcome = server.attempt(by.caller(), call);
    if (!(outcome instanceof SubmitOutcome.Committed)) {
      throw new IllegalStateException("cannot found the consortium: " + outcome);
    }
  }
}

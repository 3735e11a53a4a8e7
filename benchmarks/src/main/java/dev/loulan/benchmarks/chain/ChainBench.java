package dev.loulan.benchmarks.chain;

import dev.loulan.benchmarks.Bench;
import dev.loulan.benchmarks.BenchOptions;
import dev.loulan.benchmarks.measure.Pairs;
import dev.loulan.benchmarks.report.Ratio;
import dev.loulan.benchmarks.report.Report;
import dev.loulan.benchmarks.report.Row;
import dev.loulan.benchmarks.report.Summary;
import dev.loulan.cli.process.Installation;
import dev.loulan.contract.ContractCall;
import dev.loulan.fabric.FabricProblem;
import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.layout.Node;
import dev.loulan.fabric.node.Daemon;
import dev.loulan.sync.ledger.fabric.PeerConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.Transaction;

/** Verified, private batches of sales beside the same bytes put one a transaction. */
public final class ChainBench implements Bench {
  private static final int DEVICES = 50;
  private static final int IN_FLIGHT = 8;
  private static final int BASELINE_IN_FLIGHT = 150;
  private static final String ONE = "one a transaction, unverified";

  private int devicesMade;
  private Consumer<String> progress = line -> {};

  @Override
  public String name() {
    return "chain";
  }

  @Override
  public void run(BenchOptions options, Report report) throws Exception {
    progress = options.progress();
    Path root = Installation.find().root();
    Path built = root.resolve(".loulan/fabric/bin");
    Path folder = Installation.find().newWorkFolder("bench-chain");
    try {
      long begin = System.nanoTime();
      Layout layout = Layout.standard(folder.resolve("bft"), 27_050, 1);
      try (BenchNetwork chain = BenchNetwork.start(layout, built, progress)) {
        sales(chain, 1, 10);
        report.add(
            Row.counted(
                "from nothing",
                "four BFT orderers",
                "start_to_first_batch",
                "s",
                (System.nanoTime() - begin) / 1e9));
        measure(chain, options, report);
      }
      Layout raft = Layout.standard(folder.resolve("raft"), 28_050, 1).withOneRaftOrderer();
      try (BenchNetwork chain = BenchNetwork.start(raft, built, progress)) {
        sales(chain, DEVICES, perBatch(options));
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < Math.min(3, options.pairs()); i++) {
          rates.add(sales(chain, DEVICES, perBatch(options)));
        }
        report.add(
            Row.of(
                "50 devices",
                "one Raft orderer",
                "sales_per_second",
                "sales/s",
                Summary.of(rates)));
      }
    } catch (FabricProblem e) {
      String reason = String.valueOf(e.getMessage());
      report.add(Ratio.notRun("sales_vs_one_per_tx", "ours", ONE, "≥ 100", reason));
      report.add(Ratio.notRun("catchup_vs_one_per_tx", "ours", ONE, "≥ 20", reason));
      report.add(Ratio.notRun("catchup_tx_fewer", "ours", ONE, "≥ 500", reason));
    }
  }

  private static int perBatch(BenchOptions options) {
    return options.size(2_000, 1_000);
  }

  private void measure(BenchNetwork chain, BenchOptions options, Report report) throws Exception {
    chain.installPut();
    int perBatch = perBatch(options);
    sales(chain, DEVICES, perBatch); // the virtual machines have compiled what they run
    int puts = options.size(1_500, 600);
    long peerBytes = chain.ledgerBytes(Node.Kind.PEER);
    long ordererBytes = chain.ledgerBytes(Node.Kind.ORDERER);
    Map<String, Duration> before = chain.cpu();
    sales(chain, DEVICES, perBatch);
    double thousands = DEVICES * perBatch / 1_000.0;
    Map<String, Duration> after = chain.cpu();
    double all = 0;
    for (Map.Entry<String, Duration> used : after.entrySet()) {
      double millis =
          used.getValue().minus(before.getOrDefault(used.getKey(), Duration.ZERO)).toMillis()
              / thousands;
      all += millis;
      report.add(Row.counted(used.getKey(), "ours", "cpu_ms_per_1000_sales", "ms", millis));
    }
    report.add(Row.counted("all processes", "ours", "cpu_ms_per_1000_sales", "ms", all));
    report.add(
        Row.counted(
            "three peers",
            "ours",
            "ledger_bytes_per_sale",
            "B",
            (chain.ledgerBytes(Node.Kind.PEER) - peerBytes) / thousands / 1_000));
    report.add(
        Row.counted(
            "four orderers",
            "ours",
            "ledger_bytes_per_sale",
            "B",
            (chain.ledgerBytes(Node.Kind.ORDERER) - ordererBytes) / thousands / 1_000));
    try (PeerConnection connection = chain.connection()) {
      Contract put = connection.network().getContract("put");
      Pairs pairs =
          Pairs.run(options.pairs(), () -> sales(chain, DEVICES, perBatch), () -> puts(put, puts));
      pairs.rows("50 devices", "ours", ONE, "sales_per_second", "sales/s").forEach(report::add);
      report.add(pairs.ratio("sales_vs_one_per_tx", "ours", ONE, "≥ 100"));
      catchUp(chain, options, pairs.peer(), report);
    }
    report.add(Row.counted("memory", "client", "resident", "MiB", BenchNetwork.ownMiB()));
    for (Daemon daemon : chain.daemons()) {
      report.add(
          Row.counted(
              "memory", daemon.name(), "resident", "MiB", BenchNetwork.residentMiB(daemon)));
    }
  }

  /** One device sends what it sold in thirty days. */
  private void catchUp(BenchNetwork chain, BenchOptions options, Summary baseline, Report report)
      throws Exception {
    int all = options.size(120_000, 30_000);
    int perTransaction = 5_000;
    List<Double> rates = new ArrayList<>();
    for (int run = 0; run < Math.min(3, options.pairs()); run++) {
      SellingDevice device = device(chain);
      List<ContractCall> calls = new ArrayList<>();
      for (int sold = 0; sold < all; sold += perTransaction) {
        calls.add(device.sell(perTransaction));
      }
      long begin = System.nanoTime();
      for (ContractCall call : calls) {
        chain.gateway.submit(BenchNetwork.OPERATOR, call);
      }
      chain.awaitStored();
      rates.add(said("one device", all, System.nanoTime() - begin));
      chain.requireCounted(device);
    }
    Summary ours = Summary.of(rates);
    report.add(
        Row.of("one device, " + all + " sales", "ours", "sales_per_second", "sales/s", ours));
    report.add(
        Ratio.of(
            "catchup_vs_one_per_tx",
            "ours",
            ONE,
            new Summary(
                ours.median() / baseline.median(),
                ours.min() / baseline.max(),
                ours.max() / baseline.min(),
                ours.runs()),
            "≥ 20"));
    report.add(Ratio.counted("catchup_tx_fewer", "ours", ONE, perTransaction, "≥ 500"));
  }

  /**
   * Sales a second, from the first call until all three peers have stored all that was committed.
   * That each counts every sale and has its lines is looked at afterwards; if not, it is an error.
   */
  private double sales(BenchNetwork chain, int count, int perBatch) throws Exception {
    List<SellingDevice> devices = new ArrayList<>();
    List<ContractCall> calls = new ArrayList<>();
    List<Future<?>> registrations = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < count; i++) {
        SellingDevice device = new SellingDevice("bench-" + devicesMade++);
        registrations.add(
            threads.submit(
                () -> chain.gateway.submit(BenchNetwork.OPERATOR, device.registration())));
        devices.add(device);
      }
    }
    await(registrations);
    devices.forEach(device -> calls.add(device.sell(perBatch)));
    List<Future<?>> submits = new ArrayList<>();
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(IN_FLIGHT)) {
      calls.forEach(call ->
          submits.add(threads.submit(() -> chain.gateway.submit(BenchNetwork.OPERATOR, call))));
    }
    await(submits);
    chain.awaitStored();
    long nanos = System.nanoTime() - begin;
    devices.forEach(chain::requireCounted);
    return said(count + " devices", (long) count * perBatch, nanos);
  }

  private SellingDevice device(BenchNetwork chain) {
    SellingDevice device = new SellingDevice("bench-" + devicesMade++);
    chain.gateway.submit(BenchNetwork.OPERATOR, device.registration());
    return device;
  }

  /** The same bytes one a transaction: transactions a second. */
  private double puts(Contract put, int count) throws Exception {
    byte[] sale = new SellingDevice("bench-" + devicesMade++).saleBytes();
    int first = devicesMade * 1_000_000;
    List<Future<?>> running = new ArrayList<>();
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(BASELINE_IN_FLIGHT)) {
      for (int i = 0; i < count; i++) {
        byte[] key = ("k" + (first + i)).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        running.add(threads.submit(() -> put(put, key, sale)));
      }
    }
    await(running);
    return said(ONE, count, System.nanoTime() - begin);
  }

  /** The rate, which a person hears of at once. */
  private double said(String what, long sales, long nanos) {
    double rate = sales * 1e9 / nanos;
    progress.accept(
        String.format(
            Locale.ROOT, "chain: %s: %d sales in %.1f s, %.0f/s", what, sales, nanos / 1e9, rate));
    return rate;
  }

  private static boolean put(Contract put, byte[] key, byte[] sale) throws Exception {
    Transaction endorsed = put.newProposal("put").addArguments(key, sale).build().endorse();
    try {
      return endorsed.submitAsync().getStatus().isSuccessful();
    } catch (SubmitException e) {
      return true; // ordered all the same, nearly always; counting it favours the peer
    }
  }

  private static void await(List<Future<?>> running) throws Exception {
    for (Future<?> each : running) {
      each.get();
    }
  }
}

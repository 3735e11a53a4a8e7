package dev.loulan.cli.line;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.cli.process.Child;
import dev.loulan.cli.server.AdminClient;
import dev.loulan.testkit.broker.Broker;
import dev.loulan.testkit.broker.BrokerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A running line: broker in this process or beside it, server and agent as processes of their own.
 * Boards connect to {@link #bridge()}.
 *
 * <p>Closing it stops what it started, the last first; a shutdown hook does the same.
 */
public final class Line implements AutoCloseable {
  private static final long START_SECONDS = 60;

  private final LineOptions options;
  private final ShelfSetup setup;
  private final Output output;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final Thread atExit = new Thread(this::closeAll, "stop-line");
  private @Nullable Broker broker;
  private @Nullable Child server;
  private volatile @Nullable Child agent;
  private @Nullable Properties agentConfig;
  private @Nullable AdminClient admin;
  private @Nullable AgentWatch watch;
  private String page = "";
  private String deviceAddress = "";
  private InetSocketAddress bridge = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private Line(LineOptions options, ShelfSetup setup, Output output) {
    this.options = options;
    this.setup = setup;
    this.output = output;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts everything and sets the shelf up; returns when boards can connect. */
  public static Line start(LineOptions options, ShelfSetup setup, Output output) {
    Line line = new Line(options, setup, output);
    try {
      line.startAll();
      return line;
    } catch (Failure | IOException | InterruptedException e) {
      line.close();
      throw e instanceof Failure failure ? failure : Failure.of(Failure.UNSOUND, e);
    }
  }

  private void startAll() throws IOException, InterruptedException {
    Files.createDirectories(options.server());
    Files.createDirectories(options.agent());
    startServer();
    ShelfRegistration registration = new ShelfRegistration(admin(), setup);
    String claim = registration.register();
    startBroker();
    watch = keep(AgentWatch.open(broker().uri(), setup.device()));
    startAgent(claim, registration.operatorKey());
  }

  private void startBroker() throws InterruptedException {
    try {
      Broker fresh = Broker.start(options.broker(), options.folder());
      broker = keep(fresh);
      output.progress(Messages.text("line.broker", fresh.name(), fresh.uri()));
    } catch (BrokerException e) {
      throw switch (e.problem()) {
        case NOT_INSTALLED -> Failure.of(Failure.MACHINE, e);
        case DID_NOT_START -> Failure.of(Failure.UNSOUND, e);
      };
    }
  }

  private void startServer() throws IOException {
    Properties config = new Properties();
    config.setProperty("loulan.server.data", options.server().toString());
    config.setProperty("loulan.server.port", Integer.toString(options.serverPort()));
    config.setProperty("loulan.server.device-port", "0");
    config.setProperty("loulan.server.allow-simulated-clock", "true");
    config.setProperty("loulan.server.clearing", "false");
    options
        .fabric()
        .ifPresent(chain -> {
          config.setProperty("loulan.server.ledger", "fabric");
          config.setProperty("loulan.server.fabric", chain.toString());
        });
    Path file = write("server", config);
    Child child =
        keep(Child.start("server", options.installation().server(file), options.log("server")));
    server = child;
    String[] ready = child.awaitReady(START_SECONDS).split(" ", -1);
    page = ready[1];
    deviceAddress = ready[3];
    String token = Files.readString(options.server().resolve("admin.token")).strip();
    admin = keep(new AdminClient(page, token));
    output.progress(Messages.text("line.server", page));
  }

  private void startAgent(String claim, String operatorKey) throws IOException {
    Properties config = new Properties();
    config.setProperty("loulan.agent.data", options.agent().toString());
    config.setProperty("loulan.agent.device", setup.device());
    config.setProperty("loulan.agent.server", deviceAddress);
    config.setProperty("loulan.agent.claim", claim);
    config.setProperty("loulan.agent.operator-key", operatorKey);
    config.setProperty("loulan.agent.broker", broker().uri());
    config.setProperty("loulan.agent.bridge-port", "0");
    config.setProperty("loulan.agent.seed", Long.toString(setup.seed()));
    config.setProperty("loulan.agent.boards", String.join(",", setup.boards()));
    config.setProperty("loulan.agent.session-per-feed", Boolean.toString(setup.openShelf()));
    agentConfig = config;
    runAgent(options.installation().agent(write("agent", config)));
  }

  private void runAgent(List<String> command) {
    Child child = keep(Child.start("agent", command, options.log("agent")));
    agent = child;
    bridge = address(child.awaitReady(START_SECONDS));
    output.progress(Messages.text("line.agent", setup.device(), bridge.getPort()));
  }

  /** The address after the word {@code bridge} in a ready line. */
  private static InetSocketAddress address(String ready) {
    String[] words = ready.split(" ", -1);
    for (int i = 0; i + 1 < words.length; i++) {
      int colon = words[i + 1].lastIndexOf(':');
      if (words[i].equals("bridge") && colon > 0) {
        int port = Integer.parseInt(words[i + 1].substring(colon + 1), 10);
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      }
    }
    throw Failure.failed("line.noBridge", ready);
  }

  private Path write(String name, Properties config) throws IOException {
    Path file = options.config(name);
    StringBuilder text = new StringBuilder();
    for (String key : new java.util.TreeSet<>(config.stringPropertyNames())) {
      text.append(key).append('=').append(config.getProperty(key)).append('\n');
    }
    dev.loulan.provisioning.SecretFile.write(file, text.toString());
    return file;
  }

  private <T extends AutoCloseable> T keep(T part) {
    synchronized (started) {
      started.push(part);
    }
    return part;
  }

  /** Where people look at it. */
  public String page() {
    return page;
  }

  /** Where boards connect. */
  public InetSocketAddress bridge() {
    return bridge;
  }

  public AdminClient admin() {
    return there(admin);
  }

  private Broker broker() {
    return there(broker);
  }

  /** Whether server and agent still run. */
  public boolean isAlive() {
    return there(server).isAlive() && there(agent).isAlive();
  }

  /**
   * Kills the agent as a power cut would: SIGKILL by its process id. For drills.
   *
   * @return that process id, of which nothing runs any more
   */
  public long killAgent() throws InterruptedException {
    Child killed = there(agent);
    killed.kill();
    synchronized (started) {
      started.remove(killed);
    }
    return killed.pid();
  }

  /**
   * Starts the agent again with what it left behind. For drills.
   *
   * @param bridgePort where boards connect; one below those that the system gives to clients, lest
   *     a board that tries again while nobody listens is given it
   * @param jvmOptions in addition to those that the agent has anyway
   */
  public void startAgentAgain(int bridgePort, List<String> jvmOptions) throws IOException {
    Properties config = there(agentConfig);
    config.setProperty("loulan.agent.bridge-port", Integer.toString(bridgePort));
    List<String> command = new ArrayList<>(options.installation().agent(write("agent", config)));
    command.addAll(1, jvmOptions);
    runAgent(command);
  }

  /** What the agent says of itself. */
  public AgentWatch watch() {
    return there(watch);
  }

  /** The way that data took: process ids, and what was counted on it. */
  public Map<String, @Nullable Object> path(long frames) {
    return JsonText.object(
        "pids", pids(),
        "frames", frames,
        "messages", watch().count("messages"),
        "segments", watch().count("segments"));
  }

  private Map<String, @Nullable Object> pids() {
    Map<String, @Nullable Object> pids =
        JsonText.object(
            "launcher", ProcessHandle.current().pid(),
            "server", there(server).pid(),
            "agent", there(agent).pid());
    broker().pid().ifPresent(pid -> pids.put("broker", pid));
    return pids;
  }

  private static <T> T there(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("The line has not been started");
    }
    return part;
  }

  @Override
  public void close() {
    closeAll();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // Shutting down already: the hook runs or has run.
    }
  }

  private void closeAll() {
    while (true) {
      AutoCloseable part;
      synchronized (started) {
        if (started.isEmpty()) {
          return;
        }
        part = started.pop();
      }
      try {
        part.close();
      } catch (Exception e) {
        output.progress(Messages.text("line.notClosed", e.toString()));
      }
    }
  }
}

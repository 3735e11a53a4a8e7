package dev.loulan.cli.record;

import dev.loulan.bridge.Topics;
import dev.loulan.bridge.mqtt.LinkDownException;
import dev.loulan.bridge.mqtt.MqttLink;
import dev.loulan.bridge.mqtt.MqttListener;
import dev.loulan.bridge.mqtt.MqttOptions;
import dev.loulan.bridge.mqtt.MqttPublisher;
import dev.loulan.bridge.recording.RecordingException;
import dev.loulan.bridge.recording.RecordingWriter;
import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.cli.shelf.ShelfFiles;
import dev.loulan.domain.planogram.Planogram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes what the boards of a live shelf send, until Ctrl-C, a time, or the end of the feed. */
@Command(name = "record", mixinStandardHelpOptions = true)
public final class RecordWord implements Callable<Integer> {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  @Option(names = "--out", paramLabel = "DIR", required = true, descriptionKey = "record.out")
  private Path out;

  @Option(names = "--shelf", paramLabel = "ID", required = true, descriptionKey = "record.shelf")
  private String shelf;

  @Option(
      names = "--broker-uri",
      defaultValue = "tcp://127.0.0.1:1883",
      descriptionKey = "record.broker")
  private String broker;

  @Option(
      names = "--planogram",
      paramLabel = "FILE",
      required = true,
      descriptionKey = "record.planogram")
  private Path planogramFile;

  @Option(names = "--seconds", descriptionKey = "record.seconds")
  private @Nullable Long seconds;

  @Mixin private Output output;

  @Override
  public Integer call() throws InterruptedException {
    Planogram planogram = ShelfFiles.read(planogramFile).planogram();
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    Thread atExit = new Thread(() -> stopAndAwait(stopped, written), "stop-recording");
    Runtime.getRuntime().addShutdownHook(atExit);
    try (RecordingWriter writer = new RecordingWriter(out, planogram)) {
      FrameRecorder recorder = new FrameRecorder(writer, stopped::countDown);
      record(recorder, stopped);
      output.line(Messages.text("record.done", recorder.frames(), recorder.rows(), out));
      output.result(recorder.json(out));
      recorder.throwFailure();
    } catch (RecordingException e) {
      throw Failure.of(Failure.USAGE, e);
    } catch (LinkDownException e) {
      throw Failure.failed("record.noBroker", broker);
    } finally {
      written.countDown();
    }
    return 0;
  }

  private void record(FrameRecorder recorder, CountDownLatch stopped)
      throws InterruptedException, LinkDownException {
    Topics topics = new Topics(shelf);
    Listener listener = new Listener(topics, recorder);
    MqttOptions options =
        MqttOptions.of(broker, "record-" + shelf + "-" + ProcessHandle.current().pid());
    try (MqttLink link = MqttLink.open(options, listener)) {
      if (!link.awaitConnected(CONNECT)) {
        throw Failure.failed("record.noBroker", broker);
      }
      link.subscribe(topics.allFrames());
      // The bridge then says again which plates each board has.
      var _ = link.publish(topics.agentReady(), new byte[0], false);
      output.progress(Messages.text("record.running", shelf));
      if (seconds == null) {
        stopped.await();
      } else {
        stopped.await(seconds, TimeUnit.SECONDS);
      }
    }
  }

  private static void stopAndAwait(CountDownLatch stopped, CountDownLatch written) {
    stopped.countDown();
    try {
      written.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Listener(Topics topics, FrameRecorder recorder) implements MqttListener {
    @Override
    public void connected(MqttPublisher connection) {}

    @Override
    public void message(String topic, byte[] payload) {
      if (topics.boardOf(topic).isPresent()) {
        recorder.accept(payload);
      }
    }
  }
}

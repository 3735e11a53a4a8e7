package dev.loulan.bridge.intake;

import dev.loulan.bridge.Topics;
import dev.loulan.bridge.mqtt.LinkDownException;
import dev.loulan.bridge.mqtt.MqttLink;
import dev.loulan.bridge.mqtt.MqttListener;
import dev.loulan.bridge.mqtt.MqttOptions;
import dev.loulan.bridge.mqtt.MqttPublisher;
import dev.loulan.bridge.mqtt.MqttText;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Receives the frames of a controller's boards from the broker.
 *
 * <p>Uses two connections, so that a {@link FrameSink} that blocks does not hold up what is sent
 * back. After each (re)connection it asks the bridge to begin again at the first frame not
 * consumed, and drops what it gets of a board before that board's hello: that may have a hole which
 * is none.
 */
public final class FrameIntake implements AutoCloseable {

  private final Topics topics;
  private final FrameSink sink;
  private final FrameReceiver receiver;
  private final ConsumedSender sender;
  private final MqttLink in;
  private final AtomicLong messages = new AtomicLong();

  private FrameIntake(MqttOptions broker, Topics topics, FrameSink sink)
      throws InterruptedException {
    this.topics = topics;
    this.sink = sink;
    this.receiver = new FrameReceiver(sink);
    this.sender = new ConsumedSender(broker.withClientId(broker.clientId() + "-out"), topics);
    this.in = MqttLink.open(broker.withClientId(broker.clientId() + "-in"), new Listener());
    in.subscribe(topics.allFrames());
  }

  /**
   * Returns at once; frames arrive on a thread of the intake as soon as broker and bridge are
   * there.
   *
   * @param broker its will is published by the connection that sends
   * @param device name of the controller
   */
  public static FrameIntake open(MqttOptions broker, String device, FrameSink sink)
      throws InterruptedException {
    return new FrameIntake(broker, new Topics(device), sink);
  }

  /**
   * Says that all frames of the stream up to the sequence were taken into the receiver's state.
   * Never blocks; of several calls the last one counts, so calling it for each frame is fine.
   */
  public void consumed(String board, long streamId, long sequence) {
    sender.consumed(board, new Topics.Consumed(streamId, sequence));
  }

  /** The connection that sends, for other messages of the agent; its callers may wait for it. */
  public MqttLink publisher() {
    return sender.link();
  }

  /** Messages received on frame topics so far. */
  public long messages() {
    return messages.get();
  }

  @Override
  public void close() {
    in.close();
    sender.close();
  }

  private void receive(String topic, byte[] payload) throws InterruptedException {
    messages.incrementAndGet();
    receiver.receive(topics.boardOf(topic).orElse(""), payload);
  }

  private final class Listener implements MqttListener {

    @Override
    public void connected(MqttPublisher connection) throws InterruptedException {
      sink.broker(true, "");
      try {
        var _ = connection.publish(topics.agentReady(), MqttText.bytes("ready"), false);
      } catch (LinkDownException e) {
        // The next connection says it again.
      }
    }

    @Override
    public void disconnected(String reason) {
      receiver.disconnected();
      sink.broker(false, reason);
    }

    @Override
    public void message(String topic, byte[] payload) throws InterruptedException {
      receive(topic, payload);
    }
  }
}

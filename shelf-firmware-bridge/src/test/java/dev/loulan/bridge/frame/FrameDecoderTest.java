package dev.loulan.bridge.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {

  private static byte[] wire(List<Frame> frames) {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    frames.forEach(frame -> wire.writeBytes(FrameCodec.encode(frame)));
    return wire.toByteArray();
  }

  private static List<Frame> frames(int count) {
    RandomGenerator random = new java.util.Random(20260318);
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(FrameSamples.any(random));
    }
    return frames;
  }

  @Test
  void finds_the_frames_however_the_bytes_are_cut() {
    List<Frame> frames = frames(200);
    byte[] wire = wire(frames);
    RandomGenerator random = new java.util.Random(20260319);
    EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder());
    for (int at = 0; at < wire.length; ) {
      int length = Math.min(wire.length - at, 1 + random.nextInt(40));
      channel.writeInbound(Unpooled.copiedBuffer(wire, at, length));
      at += length;
    }
    List<Frame> found = new ArrayList<>();
    for (ReceivedFrame each = channel.readInbound(); each != null; each = channel.readInbound()) {
      assertThat(each.bytes()).isEqualTo(FrameCodec.encode(each.frame()));
      found.add(each.frame());
    }
    assertThat(found).isEqualTo(frames);
  }

  @Test
  void reads_nothing_after_the_first_damaged_frame() {
    byte[] good = FrameCodec.encode(new Frame.Alive("b", 1, 1));
    byte[] bad = good.clone();
    bad[bad.length - 1] ^= 1;
    EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder());
    channel.writeInbound(Unpooled.copiedBuffer(good));
    assertThatThrownBy(() -> channel.writeInbound(Unpooled.copiedBuffer(bad, good)))
        .hasRootCauseInstanceOf(FrameException.class)
        .hasMessageContaining("CRC-32C");
    assertThat(channel.<ReceivedFrame>readInbound().frame().sequence()).isEqualTo(1);
    assertThat(channel.<Object>readInbound()).isNull();
    channel.writeInbound(Unpooled.copiedBuffer(good));
    assertThat(channel.<Object>readInbound()).isNull();
  }

  @Test
  void refuses_garbage_by_its_first_bytes_without_waiting_for_more() {
    EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder());
    assertThatThrownBy(
            () -> channel.writeInbound(Unpooled.copiedBuffer(new byte[] {'G', 'E', 'T'})))
        .hasRootCauseInstanceOf(FrameException.class);
  }

  @Test
  void the_blocking_reader_finds_the_same_frames_and_ends_with_the_stream() throws Exception {
    List<Frame> frames = frames(50);
    ByteArrayInputStream in = new ByteArrayInputStream(wire(frames));
    for (Frame frame : frames) {
      assertThat(FrameReader.read(in)).isEqualTo(frame);
    }
    assertThat(FrameReader.read(in)).isNull();
  }
}

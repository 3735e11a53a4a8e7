package dev.loulan.bridge.frame;

import dev.loulan.bridge.frame.Frame.Ack;
import dev.loulan.bridge.frame.Frame.Alive;
import dev.loulan.bridge.frame.Frame.Door;
import dev.loulan.bridge.frame.Frame.End;
import dev.loulan.bridge.frame.Frame.Hello;
import dev.loulan.bridge.frame.Frame.Refuse;
import dev.loulan.bridge.frame.Frame.Samples;
import dev.loulan.bridge.frame.Frame.Scan;
import dev.loulan.bridge.frame.Frame.Tender;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes the body of each kind of frame. */
final class BodyWriter {

  private BodyWriter() {}

  static byte[] write(Frame frame) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    try {
      body(frame, new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static void body(Frame frame, DataOutputStream out) throws IOException {
    switch (frame) {
      case Hello hello -> hello(hello, out);
      case Samples samples -> block(samples.block(), out);
      case Door door -> {
        out.writeLong(door.atMicros());
        out.writeByte(door.open() ? 2 : 1);
      }
      case Scan scan -> {
        out.writeLong(scan.atMicros());
        text(scan.code(), out);
      }
      case Tender tender -> {
        out.writeLong(tender.atMicros());
        text(tender.provider(), out);
        text(tender.merchant(), out);
        text(tender.reference(), out);
      }
      case Alive alive -> out.writeLong(alive.atMicros());
      case End end -> out.writeLong(end.atMicros());
      case Ack ack -> out.writeInt((int) ack.consumed());
      case Refuse refuse -> {
        out.writeByte(refuse.code().code());
        text(refuse.reason(), out);
      }
    }
  }

  private static void hello(Hello hello, DataOutputStream out) throws IOException {
    out.writeByte(hello.clock().code());
    out.writeLong(hello.streamId());
    out.writeInt((int) hello.nextSequence());
    out.writeByte(hello.door().code());
    out.writeShort(hello.plates().size());
    for (String plate : hello.plates()) {
      text(plate, out);
    }
  }

  private static void block(SampleBlock block, DataOutputStream out) throws IOException {
    out.writeLong(block.firstMicros());
    out.writeShort(block.samples());
    out.writeShort(block.plates());
    for (int sample = 0; sample < block.samples(); sample++) {
      out.writeInt(block.offsetMicros(sample));
    }
    for (int sample = 0; sample < block.samples(); sample++) {
      for (int plate = 0; plate < block.plates(); plate++) {
        out.writeInt(block.readingMg(sample, plate));
      }
    }
  }

  private static void text(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeByte(bytes.length);
    out.write(bytes);
  }
}

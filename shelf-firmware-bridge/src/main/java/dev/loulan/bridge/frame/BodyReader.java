package dev.loulan.bridge.frame;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads the fields of a body; every fault is an {@link IllegalArgumentException} in a sentence. */
final class BodyReader {

  private final ByteBuffer in;

  BodyReader(ByteBuffer in) {
    this.in = in;
  }

  long i64() {
    return there(in::getLong);
  }

  long u32() {
    return there(in::getInt) & 0xffff_ffffL;
  }

  int choice(int from, int to) {
    int value = there(in::get) & 0xff;
    if (value < from || value > to) {
      throw new IllegalArgumentException(
          "A byte is " + from + " to " + to + " here, found " + value);
    }
    return value;
  }

  RefuseCode refuseCode() {
    int code = there(in::get) & 0xff;
    return RefuseCode.of(code)
        .orElseThrow(() -> new IllegalArgumentException("No refusal has code " + code));
  }

  String text() {
    int length = there(in::get) & 0xff;
    if (length > in.remaining()) {
      throw new IllegalArgumentException(
          "A text of " + length + " bytes ends after " + in.remaining());
    }
    ByteBuffer text = in.slice(in.position(), length);
    in.position(in.position() + length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("A text is not UTF-8", e);
    }
  }

  List<String> plates() {
    int count = u16();
    List<String> plates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      plates.add(text());
    }
    return plates;
  }

  SampleBlock block() {
    long firstMicros = i64();
    int samples = u16();
    int plates = u16();
    long expected = 4L * samples + 4L * samples * plates;
    if (expected != in.remaining()) {
      throw new IllegalArgumentException(
          samples
              + " samples of "
              + plates
              + " plates need "
              + expected
              + " bytes, found "
              + in.remaining());
    }
    int[] offsets = new int[samples];
    in.asIntBuffer().get(offsets);
    in.position(in.position() + 4 * samples);
    int[] readings = new int[samples * plates];
    in.asIntBuffer().get(readings);
    in.position(in.position() + 4 * readings.length);
    return new SampleBlock(firstMicros, offsets, readings);
  }

  void end() {
    if (in.hasRemaining()) {
      throw new IllegalArgumentException(in.remaining() + " bytes too many in the body");
    }
  }

  private int u16() {
    return there(in::getShort) & 0xffff;
  }

  private static <T> T there(Supplier<T> field) {
    try {
      return field.get();
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("The body ends within a field", e);
    }
  }
}

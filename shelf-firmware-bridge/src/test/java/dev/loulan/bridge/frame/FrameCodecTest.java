package dev.loulan.bridge.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameCodecTest {

  /** Bytes written by hand from the format's table; only the CRC is computed here. */
  private static byte[] frame(String hex) {
    byte[] head = HexFormat.of().parseHex(hex.replaceAll("[\\s|]", ""));
    CRC32C crc = new CRC32C();
    crc.update(head);
    return ByteBuffer.allocate(head.length + 4).put(head).putInt((int) crc.getValue()).array();
  }

  private static RefuseCode refused(byte[] bytes) {
    FrameException e = catchThrowableOfType(FrameException.class, () -> FrameCodec.decode(bytes));
    assertThat(e).as("refused: %s", HexFormat.of().formatHex(bytes)).isNotNull();
    return e.code();
  }

  @Test
  void knows_the_check_value_of_crc_32c() {
    CRC32C crc = new CRC32C();
    crc.update("123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertThat(crc.getValue()).isEqualTo(0xe3069283L);
  }

  @Test
  void reads_and_writes_samples_as_in_the_table() throws FrameException {
    byte[] bytes =
        frame(
            "4c45 01 02" // magic, version, SAMPLES
                + "00000024" // 36 bytes of body
                + "00000007" // sequence 7
                + "02 6231" // board b1
                + "00000000000f4240" // first sample 1 s after the epoch
                + "0002 0002" // 2 samples of 2 plates
                + "00000000 0000c350" // at 0 and 50 ms
                + "00000001 ffffffff" // 1 mg, -1 mg
                + "80000000 000003e8"); // no reading, 1 g
    Frame frame = FrameCodec.decode(bytes);
    assertThat(frame)
        .isEqualTo(
            new Frame.Samples(
                "b1",
                7,
                new SampleBlock(
                    1_000_000,
                    new int[] {0, 50_000},
                    new int[] {1, -1, SampleBlock.NO_READING, 1000})));
    assertThat(FrameCodec.encode(frame)).isEqualTo(bytes);
  }

  @Test
  void reads_and_writes_a_hello_as_in_the_table() throws FrameException {
    byte[] bytes =
        frame(
            "4c45 01 01 00000015 00000000 01 31" // HELLO of board 1, 21 bytes, sequence 0
                + "01" // simulated clock
                + "00000000feed0001" // stream id
                + "00000001" // next sequence
                + "01" // door closed
                + "0001 04 73317031"); // one plate, s1p1
    Frame frame = FrameCodec.decode(bytes);
    assertThat(frame)
        .isEqualTo(
            new Frame.Hello(
                "1",
                Frame.Clock.SIMULATED,
                0xfeed0001L,
                1,
                Frame.DoorState.CLOSED,
                List.of("s1p1")));
    assertThat(FrameCodec.encode(frame)).isEqualTo(bytes);
  }

  @Test
  void gives_back_any_frame_that_it_wrote() throws FrameException {
    RandomGenerator random = new java.util.Random(20260316);
    for (int i = 0; i < 2_000; i++) {
      Frame frame = FrameSamples.any(random);
      assertThat(FrameCodec.decode(FrameCodec.encode(frame))).isEqualTo(frame);
    }
  }

  @Test
  void refuses_any_frame_with_one_bit_turned() {
    RandomGenerator random = new java.util.Random(20260317);
    for (int i = 0; i < 60; i++) {
      byte[] good = FrameCodec.encode(FrameSamples.any(random));
      for (int bit = 0; bit < good.length * 8; bit++) {
        byte[] bad = good.clone();
        bad[bit / 8] ^= (byte) (1 << (bit % 8));
        refused(bad);
      }
    }
  }

  @Test
  void refuses_a_frame_cut_short_or_followed_by_more() {
    byte[] good = FrameCodec.encode(new Frame.Alive("b", 1, 1));
    for (int length = 0; length < good.length; length++) {
      assertThat(refused(Arrays.copyOf(good, length))).isEqualTo(RefuseCode.LENGTH);
    }
    assertThat(refused(Arrays.copyOf(good, good.length + 1))).isEqualTo(RefuseCode.LENGTH);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          # case,                                bytes before the CRC,                          code
          another magic,                         4c46 01 06 00000008 00000001 01 62 0000000000000001, MAGIC_OR_VERSION
          version 2,                             4c45 02 06 00000008 00000001 01 62 0000000000000001, MAGIC_OR_VERSION
          type 99,                               4c45 01 63 00000008 00000001 01 62 0000000000000001, TYPE
          body beyond 65536,                     4c45 01 06 00010001 00000001 01 62 0000000000000001, LENGTH
          board without a name,                  4c45 01 06 00000008 00000001 00    0000000000000001, LENGTH
          board with a slash,                    4c45 01 06 00000008 00000001 01 2f 0000000000000001, BODY
          sequence 0,                            4c45 01 06 00000008 00000000 01 62 0000000000000001, BODY
          time before 1970,                      4c45 01 06 00000008 00000001 01 62 ffffffffffffffff, BODY
          a byte too many,                       4c45 01 06 00000009 00000001 01 62 000000000000000100, BODY
          a byte too few,                        4c45 01 06 00000007 00000001 01 62 00000000000001, BODY
          door neither open nor closed,          4c45 01 03 00000009 00000001 01 62 000000000000000103, BODY
          text longer than the body,             4c45 01 04 0000000a 00000001 01 62 0000000000000001 0534, BODY
          text that is no UTF-8,                 4c45 01 04 0000000b 00000001 01 62 0000000000000001 02c328, BODY
          hello with a sequence,                 4c45 01 01 00000010 00000005 01 62 00 0000000000000001 00000001 01 0000, BODY
          fewer readings than announced,         4c45 01 02 00000010 00000001 01 62 0000000000000001 0001 0001 00000000, BODY
          samples without plates,                4c45 01 02 00000010 00000001 01 62 0000000000000001 0001 0000 00000000, BODY
          """)
  void refuses(String name, String hex, RefuseCode code) {
    assertThat(refused(frame(hex))).as(name).isEqualTo(code);
  }

  @Test
  void does_not_write_what_it_would_not_read() {
    assertThatThrownBy(() -> new Frame.Alive("a b", 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a b'");
    assertThatThrownBy(() -> new Frame.Door("b", 1, -1, true)).hasMessageContaining("between 1970");
    SampleBlock huge = new SampleBlock(0, new int[1], new int[20_000]);
    assertThatThrownBy(() -> FrameCodec.encode(new Frame.Samples("b", 1, huge)))
        .hasMessageContaining("65,536");
  }
}

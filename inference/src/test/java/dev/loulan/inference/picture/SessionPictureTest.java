package dev.loulan.inference.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class SessionPictureTest {
  private static final Mark TAKE =
      new Mark(List.of("1/s1p1"), 2_000_000, 2_500_000, -101_200, 500, "1 × <Cola> & more");

  @Test
  void a_plate_with_samples_is_a_panel_with_its_curve_and_its_step() throws Exception {
    List<Curve> curves = EvidenceWindow.curves(List.of(window("1/s1p1", 1_000_000, 90)));
    String svg = SessionPicture.svg("Sale 12", curves, List.of(TAKE), List.of("chosen", "rival"));
    Document picture = parsed(svg);
    assertThat(picture.getElementsByTagName("polyline").getLength()).isEqualTo(1);
    assertThat(picture.getElementsByTagName("text").getLength()).isEqualTo(7);
    assertThat(svg).contains("-101.2 ± 0.5 g 1 × &lt;Cola&gt; &amp; more", "chosen", "rival");
  }

  @Test
  void the_same_input_gives_the_same_picture() {
    List<Curve> curves = EvidenceWindow.curves(List.of(window("1/s1p1", 1_000_000, 90)));
    assertThat(SessionPicture.svg("x", curves, List.of(TAKE), List.of()))
        .isEqualTo(SessionPicture.svg("x", curves, List.of(TAKE), List.of()));
  }

  @Test
  void a_plate_whose_samples_were_shed_is_drawn_by_its_steps() throws Exception {
    Document picture = parsed(SessionPicture.svg("x", List.of(), List.of(TAKE), List.of()));
    assertThat(picture.getElementsByTagName("polyline").getLength()).isZero();
    assertThat(picture.getElementsByTagName("rect").getLength()).isEqualTo(3);
  }

  @Test
  void windows_that_overlap_give_each_sample_once_and_one_curve_a_plate() {
    List<Curve> curves =
        EvidenceWindow.curves(
            List.of(
                window("1/s1p1", 1_000_000, 40),
                window("1/s1p1", 2_000_000, 40),
                window("1/s1p2", 1_000_000, 5)));
    assertThat(curves).extracting(Curve::plate).containsExactly("1/s1p1", "1/s1p2");
    assertThat(curves.getFirst().samples()).hasSize(60);
  }

  @Test
  void a_window_that_ends_too_early_is_refused_with_words() {
    byte[] whole = window("1/s1p1", 1_000_000, 3);
    for (int size = 1; size < whole.length; size++) {
      byte[] cut = java.util.Arrays.copyOf(whole, size);
      assertThatThrownBy(() -> EvidenceWindow.curves(List.of(cut)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("too early");
    }
  }

  private static byte[] window(String plate, long from, int samples) {
    byte[] name = plate.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(3 + name.length + 12 * samples);
    bytes.put((byte) name.length).put(name).putShort((short) samples);
    for (int i = 0; i < samples; i++) {
      bytes.putLong(from + i * 50_000L).putInt(500_000 - 1_000 * i);
    }
    return bytes.array();
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}

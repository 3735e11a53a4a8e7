package dev.loulan.inference.picture;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * A session as a picture (SVG 1.1, no script, no link): a panel for each plate with its samples and
 * steps, and sentences below. The same input gives the same text.
 *
 * <pre>{@code
 * String svg = SessionPicture.svg("Sale 12", curves, marks, List.of("1 × Cola", "Runner-up: …"));
 * }</pre>
 */
public final class SessionPicture {
  private static final int WIDTH = 860;
  private static final int LEFT = 90;
  private static final int PANEL = 150;
  private static final int GAP = 34;
  private static final int TOP = 44;
  private static final int LINE = 20;
  private static final long MARGIN_MICROS = 300_000;

  private final List<Curve> curves;
  private final List<Mark> marks;
  private final StringBuilder svg = new StringBuilder();
  private long from = Long.MAX_VALUE;
  private long until = Long.MIN_VALUE;

  private SessionPicture(List<Curve> curves, List<Mark> marks) {
    this.curves = curves;
    this.marks = marks;
    for (Mark mark : marks) {
      cover(mark.beginMicros() - MARGIN_MICROS, mark.endMicros() + MARGIN_MICROS);
    }
    for (Curve curve : curves) {
      if (!curve.samples().isEmpty()) {
        cover(curve.samples().getFirst().atMicros(), curve.samples().getLast().atMicros());
      }
    }
  }

  private void cover(long begin, long end) {
    from = Math.min(from, begin);
    until = Math.max(until, Math.max(end, begin + 1));
  }

  /**
   * Draws a session. Plates without samples are drawn by their steps alone.
   *
   * @param captions sentences below, already in the reader's language
   */
  public static String svg(
      String title, List<Curve> curves, List<Mark> marks, List<String> captions) {
    return new SessionPicture(curves, marks).draw(title, captions);
  }

  private String draw(String title, List<String> captions) {
    TreeSet<String> plates = new TreeSet<>();
    curves.forEach(curve -> plates.add(curve.plate()));
    marks.forEach(mark -> plates.addAll(mark.plates()));
    int height = TOP + plates.size() * (PANEL + GAP) + captions.size() * LINE + LINE;
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
        .append(WIDTH)
        .append(' ')
        .append(height)
        .append("\" width=\"")
        .append(WIDTH)
        .append("\" height=\"")
        .append(height)
        .append("\" role=\"img\" font-family=\"sans-serif\" font-size=\"13\">");
    svg.append("<title>").append(escaped(title)).append("</title>");
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
    text(12, 24, "#111111", "16", title);
    int top = TOP;
    for (String plate : plates) {
      panel(plate, top);
      top += PANEL + GAP;
    }
    for (String caption : captions) {
      text(12, top + 6, "#111111", "13", caption);
      top += LINE;
    }
    return svg.append("</svg>\n").toString();
  }

  private void panel(String plate, int top) {
    List<Curve.Sample> samples =
        curves.stream()
            .filter(curve -> curve.plate().equals(plate))
            .flatMap(curve -> curve.samples().stream())
            .toList();
    svg.append("<rect x=\"").append(LEFT).append("\" y=\"").append(top);
    svg.append("\" width=\"").append(WIDTH - LEFT - 12).append("\" height=\"").append(PANEL);
    svg.append("\" fill=\"#f6f8fa\" stroke=\"#c8ccd0\"/>");
    text(12, top + 16, "#111111", "13", plate);
    for (Mark mark : marks) {
      if (mark.plates().contains(plate)) {
        mark(mark, top);
      }
    }
    if (!samples.isEmpty()) {
      curve(samples, top);
    }
  }

  private void mark(Mark mark, int top) {
    double x = x(mark.beginMicros());
    double width = Math.max(2, x(mark.endMicros()) - x);
    svg.append("<rect x=\"").append(number(x)).append("\" y=\"").append(top);
    svg.append("\" width=\"").append(number(width)).append("\" height=\"").append(PANEL);
    svg.append("\" fill=\"").append(mark.deltaMg() < 0 ? "#f4c7a1" : "#b7dcb9");
    svg.append("\" fill-opacity=\"0.7\"/>");
    String weight = grams(mark.deltaMg()) + " ± " + grams(mark.sigmaMg()) + " g";
    text(x, top + PANEL + 15, "#333333", "12", (weight + " " + mark.label()).strip());
  }

  private void curve(List<Curve.Sample> samples, int top) {
    int low = samples.stream().mapToInt(Curve.Sample::mg).min().orElse(0);
    int high = samples.stream().mapToInt(Curve.Sample::mg).max().orElse(0);
    double range = Math.max(1_000.0, (double) high - low);
    svg.append("<polyline fill=\"none\" stroke=\"#0b5cad\" stroke-width=\"1.4\" points=\"");
    for (Curve.Sample sample : samples) {
      double y = top + PANEL - 8 - (PANEL - 16) * ((double) sample.mg() - low) / range;
      svg.append(number(x(sample.atMicros()))).append(',').append(number(y)).append(' ');
    }
    svg.append("\"/>");
    text(12, top + PANEL - 8, "#555555", "11", grams(low) + " g");
    text(12, top + 32, "#555555", "11", grams(high) + " g");
  }

  private double x(long atMicros) {
    double share = (double) (atMicros - from) / Math.max(1, until - from);
    return LEFT + Math.clamp(share, 0.0, 1.0) * (WIDTH - LEFT - 12);
  }

  private void text(double x, int y, String colour, String size, String content) {
    svg.append("<text x=\"").append(number(x)).append("\" y=\"").append(y);
    svg.append("\" fill=\"").append(colour).append("\" font-size=\"").append(size);
    svg.append("\">").append(escaped(content)).append("</text>");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String grams(long mg) {
    return String.format(Locale.ROOT, "%.1f", mg / 1e3);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

package dev.loulan.clearing.statement;

import static org.assertj.core.api.Assertions.assertThat;

import com.lowagie.text.pdf.PdfDictionary;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfObject;
import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import dev.loulan.needs.Needs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementPdfTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({"en, Statement, Total", "zh, 对账单, 合计"})
  void is_in_the_readers_language_with_the_font_inside(String language, String title, String total)
      throws IOException {
    Locale locale = Locale.of(language);
    Optional<Path> font = StatementFont.find(locale);
    Needs.that(
        font.isPresent(),
        "no font for "
            + language
            + " is installed (apt-get install fonts-dejavu-core fonts-wqy-zenhei)");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StatementPdf.write(bundle(), locale, font.orElseThrow(), out);
    try (PdfReader reader = new PdfReader(out.toByteArray())) {
      String text = new PdfTextExtractor(reader).getTextFromPage(1);
      assertThat(text).contains(title, total, "12.34", "lobby-co");
      assertThat(embeddedFonts(reader)).isPositive();
    }
    // A subset: the fonts themselves have megabytes.
    assertThat(out.size()).isLessThan(400_000);
  }

  private static long embeddedFonts(PdfReader reader) {
    long fonts = 0;
    for (int i = 0; i < reader.getXrefSize(); i++) {
      PdfObject object = reader.getPdfObject(i);
      if (object instanceof PdfDictionary dictionary
          && (dictionary.contains(PdfName.FONTFILE2) || dictionary.contains(PdfName.FONTFILE3))) {
        fonts++;
      }
    }
    return fonts;
  }

  private static Bundle bundle() {
    Group group = new Group("2026-11-23", "s1", "a", 1);
    StatementLine day =
        new StatementLine(
            1,
            StatementLine.Kind.DAY,
            Optional.of(group),
            1,
            false,
            Optional.empty(),
            5_000,
            0,
            1_234);
    StatementLine total =
        new StatementLine(
            2,
            StatementLine.Kind.TOTAL,
            Optional.empty(),
            0,
            false,
            Optional.empty(),
            5_000,
            0,
            1_234);
    return new Bundle(
        "host",
        "lobby-co",
        "CNY",
        "2026-11",
        List.of(day, total),
        List.of(),
        List.of(),
        new TreeMap<>(),
        new TreeMap<>(),
        List.of(),
        List.of());
  }
}

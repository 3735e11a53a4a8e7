package dev.loulan.clearing.statement;

import com.lowagie.text.Document;
import com.lowagie.text.DocumentException;
import com.lowagie.text.Font;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfWriter;
import dev.loulan.clearing.text.Texts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A statement as PDF with the used part of a real font embedded. */
public final class StatementPdf {
  private static final float SMALL = 7;
  private static final float TITLE = 16;
  private static final float[] WIDTHS = {4, 9, 8, 3, 9, 11, 28, 8, 9, 8};
  private static final int FIRST_AMOUNT = 7;

  private final Bundle bundle;
  private final Locale language;
  private final BaseFont font;

  private StatementPdf(Bundle bundle, Locale language, BaseFont font) {
    this.bundle = bundle;
    this.language = language;
    this.font = font;
  }

  /**
   * Writes the document.
   *
   * @param font a file that has the language's characters
   * @throws IOException when the font cannot be read or the document cannot be written
   */
  public static void write(Bundle bundle, Locale language, Path font, OutputStream out)
      throws IOException {
    // A collection holds several fonts; Noto has the one for simplified Chinese at the third place.
    int simplified = font.toString().contains("NotoSansCJK") ? 2 : 0;
    String name = font + (font.toString().endsWith(".ttc") ? "," + simplified : "");
    try {
      BaseFont base = BaseFont.createFont(name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED);
      base.setSubset(true);
      new StatementPdf(bundle, language, base).write(out);
    } catch (DocumentException e) {
      throw new IOException("The font " + font + " cannot be embedded: " + e.getMessage(), e);
    }
  }

  private void write(OutputStream out) {
    Document document = new Document(PageSize.A4.rotate(), 30, 30, 30, 30);
    PdfWriter.getInstance(document, out);
    document.open();
    document.addTitle(Texts.in(language, "statement.title") + " " + bundle.period());
    document.add(new Paragraph(Texts.in(language, "statement.title"), new Font(font, TITLE)));
    document.add(
        line(
            Texts.in(language, "statement.party")
                + ": "
                + Texts.in(language, "statement.role." + bundle.role())
                + " "
                + bundle.partyId()));
    document.add(line(Texts.in(language, "statement.period") + ": " + bundle.period()));
    document.add(line(Texts.in(language, "statement.note", bundle.currency())));
    document.add(line(Texts.in(language, "statement.asserted")));
    document.add(table());
    document.close();
  }

  private Paragraph line(String text) {
    return new Paragraph(text, new Font(font, SMALL + 2));
  }

  private PdfPTable table() {
    StatementTable rows = new StatementTable(bundle, language);
    PdfPTable table = new PdfPTable(WIDTHS);
    table.setWidthPercentage(100);
    table.setSpacingBefore(10);
    table.setHeaderRows(1);
    addRow(table, rows.columns());
    rows.rows().forEach(row -> addRow(table, row));
    return table;
  }

  private void addRow(PdfPTable table, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      PdfPCell cell = new PdfPCell(new Phrase(cells.get(i), new Font(font, SMALL)));
      cell.setHorizontalAlignment(i >= FIRST_AMOUNT ? PdfPCell.ALIGN_RIGHT : PdfPCell.ALIGN_LEFT);
      table.addCell(cell);
    }
  }
}

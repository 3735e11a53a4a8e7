package dev.loulan.clearing.table;

import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.text.Place;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes a file strictly: a byte that the encoding does not have is an error with its place. */
final class TableText {
  private TableText() {}

  static String decode(String file, byte[] bytes, TableFormat format) {
    CharsetDecoder decoder =
        format
            .encoding()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    out.flip();
    String text = out.toString();
    if (result.isError()) {
      throw InputException.at(
          endOf(file, text), "table.encoding", in.get(in.position()) & 0xff, format.encoding());
    }
    return withoutMark(file, text, format);
  }

  private static String withoutMark(String file, String text, TableFormat format) {
    boolean marked = !text.isEmpty() && text.charAt(0) == '\ufeff';
    boolean utf16 = text.length() > 1 && text.indexOf('\0') >= 0;
    if (utf16) {
      throw InputException.at(Place.at(file, 1, text.indexOf('\0') + 1L), "table.binary");
    }
    if (marked && !format.byteOrderMark()) {
      boolean utf8 = format.encoding().equals(StandardCharsets.UTF_8);
      throw InputException.at(Place.at(file, 1, 1), utf8 ? "table.mark" : "table.markNotUtf8");
    }
    return marked ? text.substring(1) : text;
  }

  private static Place endOf(String file, String text) {
    long line = 1 + text.chars().filter(c -> c == '\n').count();
    return Place.at(file, line, text.length() - text.lastIndexOf('\n'));
  }
}

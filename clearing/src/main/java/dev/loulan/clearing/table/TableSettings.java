package dev.loulan.clearing.table;

import dev.loulan.clearing.yaml.Settings;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Optional;

/** How a table is written, as mappings say it. */
public final class TableSettings {
  /** The members of a mapping that are read here. */
  public static final List<String> MEMBERS =
      List.of("encoding", "byteOrderMark", "delimiter", "thousands", "headerLine", "comment");

  private TableSettings() {}

  /**
   * The format.
   *
   * @throws dev.loulan.clearing.text.InputException naming what is wrong
   */
  public static TableFormat of(Settings settings) {
    String delimiter = settings.textOrNone("delimiter").orElse(",");
    if (delimiter.equals("\\t") || delimiter.equals("tab")) {
      delimiter = "\t";
    }
    if (delimiter.length() != 1) {
      throw settings.wrong("delimiter", "mapping.delimiter", delimiter);
    }
    return new TableFormat(
        encoding(settings),
        settings.flag("byteOrderMark"),
        delimiter.charAt(0),
        settings.textOrNone("thousands").orElse(""),
        Math.toIntExact(settings.number("headerLine", 1) - 1),
        settings.textOrNone("comment").orElse(""));
  }

  private static Charset encoding(Settings settings) {
    Optional<String> name = settings.textOrNone("encoding");
    try {
      return name.map(Charset::forName).orElse(StandardCharsets.UTF_8);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw settings.wrong("encoding", "mapping.encoding", name.orElse(""));
    }
  }
}

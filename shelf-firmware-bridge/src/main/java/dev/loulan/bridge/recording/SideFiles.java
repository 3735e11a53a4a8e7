package dev.loulan.bridge.recording;

import dev.loulan.bridge.recording.Recording.DoorRow;
import dev.loulan.bridge.recording.Recording.ScanRow;
import dev.loulan.bridge.recording.RecordingException.ErrorCode;
import dev.loulan.domain.planogram.PlanogramLoader.PlaceRow;
import dev.loulan.domain.planogram.PlanogramLoader.ProductRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The small files beside the gondolas: products, planogram, and door and scans where given. */
final class SideFiles {
  private final Path folder;

  SideFiles(Path folder) {
    this.folder = folder;
  }

  List<ProductRow> products() throws RecordingException {
    List<ProductRow> rows = new ArrayList<>();
    try (CsvFile csv = new CsvFile(either("products.csv"))) {
      int code = csv.column("gtin");
      int name = csv.column("name");
      int weight = csv.column("unit_weight_g");
      int price = csv.column("price");
      for (String line = csv.nextLine(); line != null; line = csv.nextLine()) {
        List<String> f = CsvFile.split(line);
        rows.add(new ProductRow(at(f, code), at(f, name), at(f, weight), at(f, price)));
      }
    }
    return rows;
  }

  List<PlaceRow> places() throws RecordingException {
    List<PlaceRow> rows = new ArrayList<>();
    try (CsvFile csv = new CsvFile(either("planogram.csv"))) {
      int code = csv.column("gtin");
      int positions = csv.column("positions_gondola.shelf.plate");
      for (String line = csv.nextLine(); line != null; line = csv.nextLine()) {
        List<String> f = CsvFile.split(line);
        List<String> plates =
            Arrays.stream(at(f, positions).strip().split("\\s+"))
                .filter(p -> !p.isEmpty())
                .toList();
        rows.add(new PlaceRow(at(f, code), plates));
      }
    }
    return rows;
  }

  List<DoorRow> door() throws RecordingException {
    List<DoorRow> rows = new ArrayList<>();
    Path file = either("door.csv");
    if (!Files.exists(file)) {
      return rows;
    }
    try (CsvFile csv = new CsvFile(file)) {
      int time = csv.column("unix_s");
      int open = csv.column("open");
      long last = Long.MIN_VALUE;
      for (String line = csv.nextLine(); line != null; line = csv.nextLine()) {
        List<String> f = CsvFile.split(line);
        last = time(csv, at(f, time), last);
        rows.add(new DoorRow(last, isOpen(csv, at(f, open).strip())));
      }
    }
    return rows;
  }

  List<ScanRow> scans() throws RecordingException {
    List<ScanRow> rows = new ArrayList<>();
    Path file = either("scans.csv");
    if (!Files.exists(file)) {
      return rows;
    }
    try (CsvFile csv = new CsvFile(file)) {
      int time = csv.column("unix_s");
      int code = csv.column("gtin");
      long last = Long.MIN_VALUE;
      for (String line = csv.nextLine(); line != null; line = csv.nextLine()) {
        List<String> f = CsvFile.split(line);
        last = time(csv, at(f, time), last);
        if (at(f, code).isBlank()) {
          throw csv.badRow(ErrorCode.ROW_UNREADABLE, "row.noCode");
        }
        rows.add(new ScanRow(last, at(f, code).strip()));
      }
    }
    return rows;
  }

  private static long time(CsvFile csv, String text, long last) throws RecordingException {
    long at = DecimalText.scaled(text, 6);
    if (at == DecimalText.NONE) {
      throw csv.badRow(ErrorCode.ROW_UNREADABLE, "row.timeUnreadable");
    }
    if (at < last) {
      throw csv.badRow(ErrorCode.TIME_RUNS_BACKWARDS, "row.backwards", last - at);
    }
    return at;
  }

  private static boolean isOpen(CsvFile csv, String text) throws RecordingException {
    return switch (text) {
      case "1", "true" -> true;
      case "0", "false" -> false;
      default -> throw csv.badRow(ErrorCode.ROW_UNREADABLE, "row.door", text);
    };
  }

  private static String at(List<String> fields, int index) {
    return index < fields.size() ? fields.get(index) : "";
  }

  private Path either(String name) {
    Path packed = folder.resolve(name + ".gz");
    return Files.exists(packed) ? packed : folder.resolve(name);
  }
}

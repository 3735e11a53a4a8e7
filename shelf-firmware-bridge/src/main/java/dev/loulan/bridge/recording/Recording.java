package dev.loulan.bridge.recording;

import dev.loulan.bridge.recording.RecordingException.ErrorCode;
import dev.loulan.domain.planogram.LoadedPlanogram;
import dev.loulan.domain.planogram.PlanogramLoader;
import dev.loulan.domain.planogram.PlateId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A recorded shelf session in a folder.
 *
 * <pre>{@code
 * Recording recording = Recording.open(folder, "replay-1");
 * try (RowReader rows = recording.rows()) {
 *   for (RecordedRow row = rows.next(); row != null; row = rows.next()) { ... }
 * }
 * }</pre>
 *
 * <p>Opening reads the headers and the small files; the rows are streamed, so a recording may be
 * longer than memory.
 *
 * @param boards the plates of each gondola, by its number
 * @param planogram what stands where, and what was wrong with it
 * @param door door movements by time; empty means one session for the whole recording
 * @param scans scanned codes by time
 */
public record Recording(
    Path folder,
    NavigableMap<String, List<PlateId>> boards,
    LoadedPlanogram planogram,
    List<DoorRow> door,
    List<ScanRow> scans) {

  private static final Pattern GONDOLA = Pattern.compile("gondola([1-9][0-9]{0,5})\\.csv(\\.gz)?");

  /** The door at a time. */
  public record DoorRow(long atMicros, boolean open) {}

  /** A scanned code at a time. */
  public record ScanRow(long atMicros, String code) {}

  /**
   * Opens a recording.
   *
   * @param planogramVersion the name that its planogram gets
   * @throws RecordingException when a file is missing or its header cannot be read
   */
  public static Recording open(Path folder, String planogramVersion) throws RecordingException {
    NavigableMap<String, Path> files = gondolas(folder);
    NavigableMap<String, List<PlateId>> boards = new TreeMap<>(files.comparator());
    Set<PlateId> plates = new LinkedHashSet<>();
    for (var file : files.entrySet()) {
      try (GondolaFile gondola = new GondolaFile(file.getKey(), file.getValue())) {
        boards.put(file.getKey(), gondola.plates());
        plates.addAll(gondola.plates());
      }
    }
    SideFiles side = new SideFiles(folder);
    LoadedPlanogram planogram =
        PlanogramLoader.load(planogramVersion, side.products(), side.places(), plates);
    return new Recording(folder, boards, planogram, side.door(), side.scans());
  }

  /**
   * Reads only the products and the planogram of a folder, whether or not it has samples.
   *
   * @param planogramVersion the name that the planogram gets
   * @throws RecordingException when a file is missing or its header cannot be read
   */
  public static LoadedPlanogram planogramOf(Path folder, String planogramVersion)
      throws RecordingException {
    SideFiles side = new SideFiles(folder);
    return PlanogramLoader.load(planogramVersion, side.products(), side.places(), Set.of());
  }

  /** The rows of all gondolas, merged by time and then by number. To be closed. */
  public RowReader rows() throws RecordingException {
    return new RowReader(gondolas(folder));
  }

  private static NavigableMap<String, Path> gondolas(Path folder) throws RecordingException {
    NavigableMap<String, Path> found =
        new TreeMap<>(java.util.Comparator.comparingInt(Integer::parseInt));
    for (Path file : list(folder)) {
      Matcher name = GONDOLA.matcher(String.valueOf(file.getFileName()));
      if (name.matches() && found.put(name.group(1), file) != null) {
        throw new RecordingException(
            ErrorCode.HEADER_UNREADABLE, "gondola.twice", folder, name.group(1));
      }
    }
    if (found.isEmpty()) {
      throw new RecordingException(ErrorCode.FILE_MISSING, "folder.none", folder);
    }
    return found;
  }

  private static List<Path> list(Path folder) throws RecordingException {
    if (!Files.isDirectory(folder)) {
      throw new RecordingException(ErrorCode.FILE_MISSING, "folder.missing", folder);
    }
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(files.sorted().toList());
    } catch (IOException e) {
      throw new RecordingException(
          ErrorCode.FILE_UNREADABLE, e, RecordingException.text("folder.unlisted", folder));
    }
  }
}

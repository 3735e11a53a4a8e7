package dev.loulan.agent;

import dev.loulan.agent.alert.Alerts;
import dev.loulan.agent.session.AlertCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long the disk will do: what is free, over what journal and evidence took a day since the
 * journal was made. Looked at once a minute. Any thread.
 */
final class DiskSpace {
  private static final List<String> GROWING =
      List.of("journal.sqlite", "journal.sqlite-wal", "evidence.sqlite", "evidence.sqlite-wal");
  private static final long LOOK_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long ALERT_DAYS = 30;
  private static final long ALERT_BYTES = 64L * 1024 * 1024;
  // A shelf that sells little still writes signs of life.
  private static final long LEAST_BYTES_A_DAY = 64L * 1024;
  private static final long MOST_DAYS = 36_500;

  private final Path data;
  private final Alerts alerts;
  private long lookedNanos;
  private boolean looked;
  private long freeBytes;
  private long daysLeft;

  DiskSpace(Path data, Alerts alerts) {
    this.data = data;
    this.alerts = alerts;
  }

  synchronized long freeBytes() {
    look();
    return freeBytes;
  }

  synchronized long daysLeft() {
    look();
    return daysLeft;
  }

  private void look() {
    long now = System.nanoTime();
    if (looked && now - lookedNanos < LOOK_NANOS) {
      return;
    }
    looked = true;
    lookedNanos = now;
    try {
      // In steps of a megabyte, so that a status does not change with every entry.
      freeBytes = Files.getFileStore(data).getUsableSpace() >> 20 << 20;
      daysLeft = Math.min(MOST_DAYS, freeBytes / bytesADay());
      tell();
    } catch (IOException e) {
      alerts.raise(AlertCode.DISK_LOW, "The free space of " + data + " cannot be read");
    }
  }

  private void tell() {
    if (daysLeft < ALERT_DAYS || freeBytes < ALERT_BYTES) {
      alerts.raise(AlertCode.DISK_LOW, daysLeft + " d, " + (freeBytes >> 20) + " MiB");
    } else {
      alerts.clear(AlertCode.DISK_LOW);
    }
  }

  private long bytesADay() throws IOException {
    long bytes = 0;
    for (String name : GROWING) {
      Path file = data.resolve(name);
      bytes += Files.exists(file) ? Files.size(file) : 0;
    }
    BasicFileAttributes journal =
        Files.readAttributes(data.resolve("journal.sqlite"), BasicFileAttributes.class);
    long aliveMillis = System.currentTimeMillis() - journal.creationTime().toMillis();
    long days = Math.max(1, TimeUnit.MILLISECONDS.toDays(aliveMillis));
    return Math.max(LEAST_BYTES_A_DAY, bytes / days);
  }
}

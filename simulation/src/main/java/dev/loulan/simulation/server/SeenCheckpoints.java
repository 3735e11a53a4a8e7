package dev.loulan.simulation.server;

import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.NoteFormatException;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.simulation.world.World;
import dev.loulan.sync.intake.Segment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Every checkpoint that ever left a device: an honest one never shows two of one size. */
final class SeenCheckpoints {
  private final World world;
  private final Map<String, Bytes> roots = new HashMap<>();
  private final Set<String> cloned = new HashSet<>();

  SeenCheckpoints(World world) {
    this.world = world;
  }

  void cloned(String device) {
    cloned.add(device);
  }

  void add(String device, Segment segment) {
    try {
      Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(segment.checkpoint()));
      String log = checkpoint.origin() + " at size " + checkpoint.size();
      Bytes before = roots.putIfAbsent(log, checkpoint.root());
      if (before != null && !before.equals(checkpoint.root()) && !cloned.contains(device)) {
        world.violated("no-fork", "two logs of " + log + " were signed and sent");
      }
    } catch (NoteFormatException e) {
      // A lie of somebody who has no key; the intake says so.
    }
  }
}

package dev.loulan.clearing.trial;

import dev.loulan.clearing.sales.SoldLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Ids that the ledger takes for the names in a file, and back. They depend on the set of names
 * only, not on their order.
 */
record Names(
    SortedMap<String, String> deviceIds,
    SortedMap<String, String> siteIds,
    SortedMap<String, String> siteOfDevice) {
  private static final int MAX_LENGTH = 56;

  static Names of(List<SoldLine> lines) {
    TreeMap<String, String> siteOfDevice = new TreeMap<>();
    lines.forEach(line -> siteOfDevice.putIfAbsent(line.device(), line.site()));
    return new Names(ids(lines, SoldLine::device), ids(lines, SoldLine::site), siteOfDevice);
  }

  String deviceId(String device) {
    return deviceIds.getOrDefault(device, device);
  }

  String siteId(String site) {
    return siteIds.getOrDefault(site, site);
  }

  /** The name in the file of a device's id. */
  String device(String deviceId) {
    return deviceIds.entrySet().stream()
        .filter(entry -> entry.getValue().equals(deviceId))
        .map(java.util.Map.Entry::getKey)
        .findFirst()
        .orElse(deviceId);
  }

  String site(String device) {
    return siteOfDevice.getOrDefault(device, "");
  }

  /** The shelves of each site, by the site's id; a machine is a shelf. */
  SortedMap<String, List<String>> shelvesBySite() {
    TreeMap<String, List<String>> shelves = new TreeMap<>();
    siteOfDevice.forEach((device, site) ->
        shelves.computeIfAbsent(siteId(site), s -> new ArrayList<>()).add(deviceId(device)));
    return shelves;
  }

  private static SortedMap<String, String> ids(
      Collection<SoldLine> lines, Function<SoldLine, String> name) {
    TreeSet<String> names = new TreeSet<>(lines.stream().map(name).toList());
    TreeMap<String, String> ids = new TreeMap<>();
    for (String each : names) {
      String id = each.replaceAll("[^A-Za-z0-9._-]+", "-");
      id = id.substring(0, Math.min(id.length(), MAX_LENGTH));
      int number = 1;
      String free = id;
      while (ids.containsValue(free)) {
        number++;
        free = id + "-" + number;
      }
      ids.put(each, free);
    }
    return ids;
  }
}

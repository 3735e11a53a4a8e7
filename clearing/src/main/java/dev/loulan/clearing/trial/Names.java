package dev.loulan.clearing.trial;

import dev.loulan.clearing.sales.SoldLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Ids that the ledger takes for the names in a file, and back. They depend on the set of names
 * only, not on their order.
 */
record Names(SortedMap<Machine, String> machineIds, SortedMap<String, String> siteIds) {
  private static final int MAX_LENGTH = 56;

  static Names of(List<SoldLine> lines) {
    TreeSet<Machine> machines = new TreeSet<>(lines.stream().map(Machine::of).toList());
    TreeMap<String, Integer> sites = new TreeMap<>();
    machines.forEach(machine -> sites.merge(machine.device(), 1, Integer::sum));
    TreeMap<Machine, String> machineIds = new TreeMap<>();
    TreeMap<String, String> siteIds = new TreeMap<>();
    for (Machine machine : machines) {
      boolean moved = sites.getOrDefault(machine.device(), 1) > 1;
      String name = moved ? machine.device() + " " + machine.site() : machine.device();
      machineIds.put(machine, free(name, machineIds.values()));
    }
    for (String site : new TreeSet<>(machines.stream().map(Machine::site).toList())) {
      siteIds.put(site, free(site, siteIds.values()));
    }
    return new Names(machineIds, siteIds);
  }

  String id(Machine machine) {
    return machineIds.getOrDefault(machine, machine.device());
  }

  String siteId(Machine machine) {
    return siteIds.getOrDefault(machine.site(), machine.site());
  }

  /** The machine of an id. */
  Machine machine(String id) {
    return machineIds.entrySet().stream()
        .filter(entry -> entry.getValue().equals(id))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(() -> new Machine(id, ""));
  }

  /** The shelves of each site, by the site's id; a machine is a shelf. */
  SortedMap<String, List<String>> shelvesBySite() {
    TreeMap<String, List<String>> shelves = new TreeMap<>();
    machineIds.forEach((machine, id) ->
        shelves.computeIfAbsent(siteId(machine), site -> new ArrayList<>()).add(id));
    return shelves;
  }

  private static String free(String name, Collection<String> taken) {
    String id = name.replaceAll("[^A-Za-z0-9._-]+", "-");
    id = id.substring(0, Math.min(id.length(), MAX_LENGTH));
    int number = 1;
    String free = id;
    while (taken.contains(free)) {
      number++;
      free = id + "-" + number;
    }
    return free;
  }
}

package dev.loulan.acceptance.architecture;

import java.util.List;
import java.util.Map;

/** The modules by their root package, and which others each may use: the table of the document. */
final class ModuleMap {
  private ModuleMap() {}

  static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("needs", List.of()),
          Map.entry("domain", List.of()),
          Map.entry("journal", List.of("domain")),
          Map.entry("inference", List.of("domain")),
          Map.entry("bridge", List.of("domain")),
          Map.entry("contract", List.of("domain", "journal")),
          Map.entry("chaincode", List.of("contract")),
          Map.entry("fabric", List.of("domain", "contract", "sync", "provisioning")),
          Map.entry("sync", List.of("domain", "journal", "contract")),
          Map.entry("clearing", List.of("domain", "journal", "contract", "sync")),
          Map.entry("provisioning", List.of("domain")),
          Map.entry("testkit", List.of("domain", "bridge")),
          Map.entry("agent", List.of("domain", "journal", "inference", "bridge", "provisioning")),
          Map.entry(
              "server",
              List.of(
                  "domain",
                  "journal",
                  "contract",
                  "sync",
                  "clearing",
                  "provisioning",
                  "inference")),
          Map.entry(
              "cli",
              List.of(
                  "domain",
                  "journal",
                  "inference",
                  "bridge",
                  "provisioning",
                  "clearing",
                  "testkit",
                  "fabric",
                  "sync")),
          Map.entry(
              "simulation",
              List.of(
                  "domain",
                  "journal",
                  "inference",
                  "bridge",
                  "contract",
                  "sync",
                  "provisioning",
                  "testkit",
                  "agent",
                  "cli")),
          Map.entry(
              "benchmarks",
              List.of(
                  "domain",
                  "journal",
                  "inference",
                  "bridge",
                  "contract",
                  "sync",
                  "clearing",
                  "fabric",
                  "chaincode",
                  "provisioning",
                  "testkit",
                  "agent",
                  "cli",
                  "simulation")));

  /** Deterministic code: event time only, and nothing of the world but through a port. */
  static final String[] CORE = {
    "dev.loulan.domain..",
    "dev.loulan.journal",
    "dev.loulan.journal.entry..",
    "dev.loulan.journal.merkle..",
    "dev.loulan.journal.checkpoint..",
    "dev.loulan.inference..",
    "dev.loulan.contract..",
    "dev.loulan.agent.merge..",
    "dev.loulan.agent.session.."
  };
}

package dev.loulan.simulation.server;

import dev.loulan.contract.Definition;
import dev.loulan.contract.memory.ContractInMemory;
import dev.loulan.sync.ledger.LedgerFollower;
import dev.loulan.sync.publicstate.LedgerWrite;
import java.util.List;

/** Hears what the contract wrote in memory. */
final class MemoryFollower implements LedgerFollower {
  private final ContractInMemory ledger;
  private int heard;

  MemoryFollower(ContractInMemory ledger) {
    this.ledger = ledger;
  }

  @Override
  public List<LedgerWrite> next() {
    List<String> names = ledger.written(heard);
    heard += names.size();
    return names.stream().filter(name -> name.contains("||")).map(this::write).toList();
  }

  /** A public value's name is {@code definition||key}. */
  private LedgerWrite write(String name) {
    int bars = name.indexOf("||");
    return new LedgerWrite(
        Definition.valueOf(name.substring(0, bars)),
        "",
        name.substring(bars + 2),
        ledger.state().getOrDefault(name, new byte[0]));
  }
}

package dev.loulan.simulation.store;

import dev.loulan.sync.intake.IntakeStore;

class MemoryIntakeStoreTest extends IntakeStoreContract {
  private final MemoryIntakeStore store = new MemoryIntakeStore();

  @Override
  IntakeStore store() {
    return store;
  }
}

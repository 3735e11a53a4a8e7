package dev.loulan.clearing.trial;

import dev.loulan.clearing.statement.Bundle;
import dev.loulan.clearing.statement.ProofSource;
import dev.loulan.domain.json.Json;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Proofs out of the journals that a trial wrote. */
final class TrialProofs implements ProofSource, AutoCloseable {
  private final TreeMap<String, SqliteJournalStore> stores = new TreeMap<>();
  private final TreeMap<String, String> vkeys = new TreeMap<>();
  private final TreeMap<String, String> proofs = new TreeMap<>();
  private final TreeMap<String, List<Bundle.CloseRef>> closes = new TreeMap<>();
  private final SortedMap<String, Json> agreements;

  TrialProofs(SortedMap<String, Json> agreements) {
    this.agreements = agreements;
  }

  /** Adds a machine's journal. */
  void add(String deviceId, Path file, String vkey) {
    SqliteJournalStore store = SqliteJournalStore.openReadOnly(file);
    stores.put(deviceId, store);
    vkeys.put(deviceId, vkey);
    EpochId epoch = store.epochs().getLast();
    for (JournalEntry entry :
        new JournalReader(store).entries(epoch, 0, store.head(epoch).size())) {
      if (entry.body() instanceof DayClose close) {
        closes
            .computeIfAbsent(close.toDay() + "|" + deviceId, k -> new ArrayList<>())
            .add(
                new Bundle.CloseRef(
                    close.toDay(),
                    deviceId,
                    deviceId,
                    deviceId + ":" + epoch.hex() + ":" + entry.seq()));
      }
    }
  }

  @Override
  public String proof(String entryId) {
    return proofs.computeIfAbsent(entryId, this::prove);
  }

  private String prove(String entryId) {
    String[] parts = entryId.split(":", -1);
    SqliteJournalStore store = stores.get(parts[0]);
    if (store == null) {
      throw new IllegalStateException("No journal of " + parts[0]);
    }
    return new JournalReader(store)
        .prove(EpochId.ofHex(parts[1]), Long.parseLong(parts[2]))
        .encode();
  }

  @Override
  public String vkey(String deviceId) {
    return vkeys.getOrDefault(deviceId, "");
  }

  @Override
  public Json agreement(String idAndVersion) {
    return agreements.getOrDefault(idAndVersion, new Json.Null());
  }

  /** A trial decides nothing afterwards. */
  @Override
  public Json adjustment(String target) {
    throw new IllegalStateException("Nothing was decided about " + target);
  }

  @Override
  public List<Bundle.CloseRef> closes(String day, String shelf) {
    return closes.getOrDefault(day + "|" + shelf, List.of());
  }

  @Override
  public void close() {
    stores.values().forEach(SqliteJournalStore::close);
  }
}

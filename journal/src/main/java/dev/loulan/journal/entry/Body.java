package dev.loulan.journal.entry;

/** What an entry says, beside its header. The agent makes bodies; the journal adds the header. */
public sealed interface Body
    permits EpochOpened,
        Boot,
        TimeAnchor,
        SessionOpened,
        SessionClosed,
        Door,
        WeightStep,
        Scan,
        Sale,
        ReviewOpened,
        Restock,
        PriceVersion,
        PlanogramVersion,
        Calibration,
        Configuration,
        Alert,
        Heartbeat,
        DayClose,
        KeyChange,
        SignerDown,
        SignerUp {

  /**
   * The body with its evidence in place, once it is known where its append begins.
   *
   * @param first sequence number of the first entry that is appended with it
   */
  default Body placed(long first) {
    return this;
  }

  /** The kind of entry. */
  EntryType type();

  /** The oldest version of the format that can say it. */
  default int formatVersion() {
    return 1;
  }
}

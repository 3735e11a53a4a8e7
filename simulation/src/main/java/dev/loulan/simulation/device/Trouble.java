package dev.loulan.simulation.device;

/** What keeps a device from ever settling all it had, so that others do not wait for it. */
public enum Trouble {
  /** Its card is damaged, and a person has to put in another. */
  CARD_DAMAGED,
  /** Its card was copied, and the copy spoke to the server. */
  CLONED,
  /** Its card was put back as it was before. */
  SET_BACK,
  /** The same, and the server had seen nothing of what it lost, so that nobody can know. */
  SET_BACK_UNSEEN;

  /** Whether the controller goes on with this card. */
  public boolean goesOn() {
    return this == SET_BACK || this == SET_BACK_UNSEEN;
  }
}

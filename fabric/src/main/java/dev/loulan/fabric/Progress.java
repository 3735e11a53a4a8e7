package dev.loulan.fabric;

/** Hears what is being done, so that a person can be told. Any thread may call. */
@FunctionalInterface
public interface Progress {
  /** Steps of bringing a network up or changing it. */
  enum Step {
    IDENTITIES,
    ORDERERS,
    PEERS,
    CHAINCODE,
    DEFINITIONS,
    CONFIGURATION,
    READY,
    STOPPING,
    BUILDING
  }

  void begins(Step step, Object... values);
}

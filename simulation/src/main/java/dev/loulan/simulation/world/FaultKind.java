package dev.loulan.simulation.world;

import java.util.Locale;

/** What can go wrong. The rate is that of the unit at which the fault may strike. */
public enum FaultKind {
  /** Power is cut at any step of the device; per visit. */
  POWER_CUT(0.05),
  /** The agent's process is killed; per visit. */
  KILLED(0.03),
  /** The agent's process hangs for minutes; per visit. */
  HUNG(0.01),
  /** A power cut tears the write that is under way. */
  STORE_TORN(0.5),
  /** The device's disk returns an error; per commit. */
  STORE_IO(0.001),
  /** The device's disk is full for a while; per day. */
  STORE_FULL(0.05),
  /** The device's disk takes no writes for a while; per day. */
  STORE_READ_ONLY(0.03),
  /** A bit on the device's disk flips; per day. */
  BIT_FLIP(0.01),
  /** A request is lost on its way; per request. */
  REQUEST_LOST(0.03),
  /** An answer is lost on its way back; per request. */
  ANSWER_LOST(0.03),
  /** A request arrives again later; per request. */
  REQUEST_DOUBLED(0.03),
  /** The network is cut off for an hour to 60 days; per day. */
  PARTITION(0.08),
  /** The broker's connection breaks and loses what is under way; per visit. */
  BROKER_BREAKS(0.05),
  /** Messages of the boards take seconds; per frame. */
  BROKER_SLOW(0.02),
  /** A board restarts and forgets what it had; per visit. */
  BOARD_RESTARTS(0.01),
  /** The device's clock drifts. */
  CLOCK_DRIFT(1),
  /** The device's clock jumps; per day. */
  CLOCK_JUMP(0.05),
  /** The device's clock starts in 1970 after a power cut, until it hears of the time. */
  CLOCK_1970(0.5),
  /** The server stops and starts again; per day. */
  SERVER_CRASH(0.2),
  /** The server loses its memory of what it answered; per day. */
  SERVER_FORGETS(0.05),
  /** The ledger does not answer, and has nothing; per call. */
  LEDGER_LOST(0.02),
  /** The ledger commits and does not answer; per call. */
  LEDGER_SILENT(0.03),
  /** The card of a device is copied and runs in a second controller; per day. */
  CARD_CLONED(0.01),
  /** The card of a device is put back as it was before; per day. */
  CARD_RESTORED(0.03),
  /** The server lies to the ledger; per day. */
  SERVER_LIES(0.3),
  /** The operator lies to the ledger; per day. */
  OPERATOR_LIES(0.3),
  /** The host lies to the ledger; per day. */
  HOST_LIES(0.3),
  /** A plate shows the same weight whatever is taken; per day. */
  PLATE_STUCK(0.03),
  /** Two plates change places; per day. */
  PLATES_SWAPPED(0.02),
  /** A plate's weight drifts. */
  PLATE_DRIFTS(0.1),
  /** The payment provider bills days late; per bill. */
  BILL_LATE(0.1),
  /** The payment provider bills before the day is over; per bill. */
  BILL_EARLY(0.05),
  /** The payment provider bills a sale twice; per sale. */
  BILL_TWICE(0.01),
  /** The payment provider does not bill a sale; per sale. */
  BILL_MISSES(0.01),
  /** The payment provider bills another amount; per sale. */
  BILL_DIFFERS(0.01),
  /** Somebody else signs a price list; per day. */
  DOCUMENT_FORGED(0.05),
  /** A replica of the server dies between two steps of a submission; per step. */
  REPLICA_KILLED(0.005);

  private final double rate;

  FaultKind(double rate) {
    this.rate = rate;
  }

  double rate() {
    return rate;
  }

  /** The constant's name in lower case with dashes. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package dev.loulan.sync.clearing;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.sync.ledger.LedgerFollower;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.publicstate.LedgerWrite;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Settles each day that is over, and again whenever something came in that changes it: a late
 * device, a bill, the bank's word, a decision, a dispute's step or its end by time, terms that hold
 * from an earlier day on. A day is asked what its settlement would say, which writes nothing; only
 * one that would say something new is settled. At the beginning all of the last {@value #LOOK_BACK}
 * days are looked at. One thread.
 */
public final class DueDays {
  static final int LOOK_BACK = 400;

  /** So many days are looked at in one round, for a lease is good for a while only. */
  private static final int DAYS_A_ROUND = 50;

  private final LedgerGateway ledger;
  private final LedgerFollower follower;
  private final Clearing clearing;
  private final Caller caller;
  private final TradeDays trade;
  private final BooleanSupplier mine;
  private final DayNews news = new DayNews();
  private final List<LedgerWrite> signed = new ArrayList<>();
  private boolean all = true;

  /**
   * @param caller in whose name days are settled
   * @param mine whether this replica of the server is the one that settles now
   */
  public DueDays(
      LedgerGateway ledger,
      LedgerFollower follower,
      Clearing clearing,
      Caller caller,
      TradeDays trade,
      BooleanSupplier mine) {
    this.ledger = ledger;
    this.follower = follower;
    this.clearing = clearing;
    this.caller = caller;
    this.trade = trade;
    this.mine = mine;
  }

  /** Hears what becomes of days. */
  public interface Listener {

    void settled(BusinessDay day, Currency currency, byte[] statement);

    /** The contract does not settle it, and not because devices have not closed it. */
    void refused(BusinessDay day, Currency currency, ContractException why);
  }

  /** The next round looks at all days, for something may have been missed. */
  public void lookAtAll() {
    all = true;
  }

  /**
   * Looks at days that are over and have news.
   *
   * @return whether more are left for the next round
   * @throws dev.loulan.sync.ledger.LedgerUnavailableException when the ledger does not answer; no
   *     day is forgotten
   */
  public boolean round(BusinessDay today, Listener listener) {
    hear(today);
    Optional<BusinessDay> day = news.next(today);
    if (day.isEmpty() || !mine.getAsBoolean()) {
      return false;
    }
    List<Currency> currencies = currencies();
    for (int looked = 0; looked < DAYS_A_ROUND && day.isPresent(); looked++) {
      List<Fields> statements = new ArrayList<>();
      for (Currency currency : currencies) {
        look(day.get(), currency, listener).ifPresent(statements::add);
      }
      news.looked(day.get(), statements);
      day = news.next(today);
    }
    return day.isPresent();
  }

  private void hear(BusinessDay today) {
    for (LedgerWrite write : follower.next()) {
      switch (news.take(write)) {
        case DAYS -> {}
        case TERMS -> signed.add(write);
        case ALL -> all = true;
      }
    }
    if (all) {
      markFrom(today.plusDays(-LOOK_BACK), today);
      all = false;
    } else if (!signed.isEmpty()) {
      lastTermsFrom().ifPresent(from -> markFrom(from, today));
    }
    signed.clear();
  }

  private void markFrom(BusinessDay from, BusinessDay today) {
    trade.first().ifPresent(first -> news.mark(first.compareTo(from) > 0 ? first : from, today));
  }

  /** From when on the versions hold that somebody signed and that all have signed now. */
  private Optional<BusinessDay> lastTermsFrom() {
    return objects(ledger.query(caller, ContractCalls.agreements()).payload()).stream()
        .filter(version -> version.flag("inForce"))
        .filter(version -> signed.stream().anyMatch(write -> isSignatureOf(write, version)))
        .map(version ->
            new BusinessDay(version.objectOrNone("terms").orElseThrow().text("effectiveFrom")))
        .min(BusinessDay::compareTo);
  }

  /** A signature's key is {@code signature/agreement/version/role}. */
  private static boolean isSignatureOf(LedgerWrite write, Fields version) {
    String[] key = write.key().split("/", -1);
    return key[0].equals("signature")
        && key[1].equals(version.text("agreementId"))
        && Long.parseLong(key[2]) == version.integer("version");
  }

  private List<Currency> currencies() {
    return objects(ledger.query(caller, ContractCalls.devices()).payload()).stream()
        .map(device -> new Currency(device.text("currency")))
        .distinct()
        .toList();
  }

  /** The day's last statement afterwards. */
  private Optional<Fields> look(BusinessDay day, Currency currency, Listener listener) {
    try {
      byte[] would = ledger.query(caller, ContractCalls.settleDay(day, currency)).payload();
      if (!isLast(day, currency, would)) {
        would = clearing.settle(caller, day, currency);
        listener.settled(day, currency, would);
      }
      return Optional.of(Fields.of(JsonReader.read(would), "statement"));
    } catch (ContractException e) {
      if (e.code() != ContractCode.DAY_OPEN && e.code() != ContractCode.UNKNOWN_DAY) {
        listener.refused(day, currency, e);
      }
      return Optional.empty();
    }
  }

  private boolean isLast(BusinessDay day, Currency currency, byte[] would) {
    try {
      return Arrays.equals(clearing.statement(caller, day, currency), would);
    } catch (ContractException e) {
      if (e.code() == ContractCode.UNKNOWN_DAY) {
        return false;
      }
      throw e;
    }
  }

  private static List<Fields> objects(byte[] array) {
    return JsonReader.read(array) instanceof Json.Arr found
        ? found.items().stream().map(item -> Fields.of(item, "item")).toList()
        : List.of();
  }
}

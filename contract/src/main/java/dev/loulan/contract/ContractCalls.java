package dev.loulan.contract;

import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/** Builds the arguments of every call; {@code docs/formats/contract.md} lists them in full. */
public final class ContractCalls {

  /** Name of the transient value that carries a batch's entries. */
  public static final String ITEMS = "items";

  private ContractCalls() {}

  /** Marks the state of {@code sales} as being of this contract's format. */
  public static ContractCall upgradeSales() {
    return call(ContractFunction.UPGRADE_SALES);
  }

  /** Marks the state of {@code terms} as being of this contract's format. */
  public static ContractCall upgradeTerms() {
    return call(ContractFunction.UPGRADE_TERMS);
  }

  /**
   * Sets the consortium's choices: {@code {"simulatedClock":bool}}; once, before the first device.
   */
  public static ContractCall configure(Json.Obj configuration) {
    return call(ContractFunction.CONFIGURE, configuration.text());
  }

  /**
   * Registers a party and its key: {@code {"partyId","role","name","publicKey","proof"}} as in the
   * management API.
   */
  public static ContractCall registerParty(Json.Obj party) {
    return call(ContractFunction.REGISTER_PARTY, party.text());
  }

  /** The terms document of {@code docs/formats/agreement.md}. */
  public static ContractCall proposeAgreement(byte[] termsJson) {
    return new ContractCall(
        ContractFunction.PROPOSE_AGREEMENT,
        List.of(termsJson.clone()),
        Collections.emptySortedMap());
  }

  /**
   * Signs a proposed version for one party.
   *
   * @param signatureBase64 Ed25519 by the party's key over the text of the management API
   */
  public static ContractCall signAgreement(
      String agreementId, long version, String partyId, String signatureBase64) {
    return call(
        ContractFunction.SIGN_AGREEMENT,
        agreementId,
        Long.toString(version),
        partyId,
        signatureBase64);
  }

  /**
   * Registers a device with its journal key: {@code
   * {"deviceId","shelf","site","operator","currency","vkey","proof","certificateSha256"(hex)}}; the
   * proof is the device API's proof of possession.
   */
  public static ContractCall registerDevice(Json.Obj device) {
    return call(ContractFunction.REGISTER_DEVICE, device.text());
  }

  public static ContractCall revokeDevice(String deviceId) {
    return call(ContractFunction.REVOKE_DEVICE, deviceId);
  }

  /**
   * Submits consecutive entries of one epoch, up to a checkpoint.
   *
   * @param epochHex the epoch's id, 32 hexadecimal digits
   * @param from index of the first entry
   * @param leaves the entries' bytes; those that the contract does not act on travel as hashes
   * @param checkpoint signed note over all entries up to the last of these
   */
  public static ContractCall submitBatch(
      String deviceId, String epochHex, long from, List<byte[]> leaves, String checkpoint) {
    return submitItems(
        deviceId, epochHex, from, from + leaves.size(), BatchItem.of(from, leaves), checkpoint);
  }

  /** As {@link #submitBatch}, with the items as they are to travel. */
  public static ContractCall submitItems(
      String deviceId,
      String epochHex,
      long from,
      long to,
      List<BatchItem> items,
      String checkpoint) {
    ContractCall call =
        call(
            ContractFunction.SUBMIT_BATCH,
            deviceId,
            epochHex,
            Long.toString(from),
            Long.toString(to),
            checkpoint);
    return new ContractCall(
        call.function(),
        call.args(),
        new TreeMap<>(Collections.singletonMap(ITEMS, BatchItem.encode(items))));
  }

  /**
   * Hands in a provider's bill: {@code
   * {"day","provider","merchant","currency","lines":[…],"digest"}} of the operator.
   */
  public static ContractCall submitBill(Json.Obj bill) {
    return call(ContractFunction.SUBMIT_BILL, bill.text());
  }

  /**
   * Hands in what the operator's bank received: {@code
   * {"statementId","currency","until","credits":[{"bookedOn","amount","reference"}]}}.
   */
  public static ContractCall submitBankStatement(Json.Obj statement) {
    return call(ContractFunction.SUBMIT_BANK_STATEMENT, statement.text());
  }

  /** Settles what can be settled of a day; again without news gives the same bytes. */
  public static ContractCall settleDay(BusinessDay day, Currency currency) {
    return call(ContractFunction.SETTLE_DAY, day.date(), currency.code());
  }

  /**
   * Reckons a month that every device has closed: tiers, rent, guarantees, caps; again without news
   * gives the same bytes.
   *
   * @param month {@code YYYY-MM}
   */
  public static ContractCall settleMonth(String month, Currency currency) {
    return call(ContractFunction.SETTLE_MONTH, month, currency.code());
  }

  /** The last statement of a month. */
  public static ContractCall monthStatement(String month, Currency currency) {
    return call(ContractFunction.MONTH_STATEMENT, month, currency.code());
  }

  /** The statements of all runs of a month, in order. */
  public static ContractCall monthStatements(String month, Currency currency) {
    return call(ContractFunction.MONTH_STATEMENTS, month, currency.code());
  }

  /** The cases of a day as they stand, without settling. */
  public static ContractCall matchDay(BusinessDay day, Currency currency) {
    return call(ContractFunction.MATCH_DAY, day.date(), currency.code());
  }

  /**
   * Decides a case: {@code {"adjustmentId","kind","target","day","lines","partyId","signature"}}.
   */
  public static ContractCall adjust(Json.Obj adjustment) {
    return call(ContractFunction.ADJUST, adjustment.text());
  }

  /** What was decided about a sale or review. */
  public static ContractCall adjustments(String target) {
    return call(ContractFunction.ADJUSTMENTS, target);
  }

  /**
   * Contests a sale, answers or withdraws that: {@code
   * {"kind","target","saleDay","contester","reason","evidence","partyId","signature"}}.
   */
  public static ContractCall dispute(Json.Obj dispute) {
    return call(ContractFunction.DISPUTE, dispute.text());
  }

  /** The disputes over a day's sales, with where each stands. */
  public static ContractCall disputes(BusinessDay day) {
    return call(ContractFunction.DISPUTES, day.date());
  }

  /** Takes amounts off what is due: {@code {"payoutId","currency","items":[…]}}. */
  public static ContractCall instructPayout(Json.Obj payout) {
    return call(ContractFunction.INSTRUCT_PAYOUT, payout.text());
  }

  /** The bank's answer: {@code {"payoutId","currency","outcome":"booked"|"rejected"}}. */
  public static ContractCall answerPayout(Json.Obj answer) {
    return call(ContractFunction.ANSWER_PAYOUT, answer.text());
  }

  public static ContractCall payouts(Currency currency) {
    return call(ContractFunction.PAYOUTS, currency.code());
  }

  public static ContractCall devicePosition(String deviceId) {
    return call(ContractFunction.DEVICE_POSITION, deviceId);
  }

  public static ContractCall devices() {
    return call(ContractFunction.DEVICES);
  }

  /** The sale of an id {@code device:epoch(hex):seq}. */
  public static ContractCall sale(String saleId) {
    return call(ContractFunction.SALE, saleId);
  }

  /** The sales of a closed day. */
  public static ContractCall salesOfDay(BusinessDay day) {
    return call(ContractFunction.SALES_OF_DAY, day.date());
  }

  /** The refused batches of a device, oldest first. */
  public static ContractCall refusals(String deviceId) {
    return call(ContractFunction.REFUSALS, deviceId);
  }

  public static ContractCall parties() {
    return call(ContractFunction.PARTIES);
  }

  public static ContractCall agreements() {
    return call(ContractFunction.AGREEMENTS);
  }

  /** The last statement of a day. */
  public static ContractCall statement(BusinessDay day, Currency currency) {
    return call(ContractFunction.STATEMENT, day.date(), currency.code());
  }

  /**
   * All runs of the days from one to another, both included.
   *
   * @param fromDay {@code YYYY-MM-DD}; need not exist, so that a month ends with 31
   */
  public static ContractCall statements(String fromDay, String toDay, Currency currency) {
    return call(ContractFunction.STATEMENTS, fromDay, toDay, currency.code());
  }

  /** What each party was allotted over all settled days. */
  public static ContractCall balances(Currency currency) {
    return call(ContractFunction.BALANCES, currency.code());
  }

  static ContractCall call(ContractFunction function, String... args) {
    List<byte[]> bytes = new ArrayList<>();
    for (String arg : args) {
      bytes.add(arg.getBytes(StandardCharsets.UTF_8));
    }
    return new ContractCall(function, bytes, Collections.emptySortedMap());
  }
}

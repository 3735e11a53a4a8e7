package dev.loulan.clearing.trial;

import dev.loulan.clearing.agreement.AgreementFile;
import dev.loulan.clearing.sales.SalesFile;
import dev.loulan.clearing.sales.SalesMapping;
import dev.loulan.clearing.sales.SoldLine;
import dev.loulan.clearing.statement.Bundle;
import dev.loulan.clearing.statement.StatementBook;
import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.text.Place;
import dev.loulan.clearing.text.Texts;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.PartyRole;
import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.json.Fields;
import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.merkle.TreeHash;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Clears a file of sales: signed journals, bills, settlement and cases, all by the real contract.
 *
 * <pre>{@code
 * SalesMapping mapping = SalesMapping.read(mappingFile);
 * SalesFile sales = SalesFile.read(csv, mapping);
 * Cleared cleared = new Trial(mapping, sales, AgreementFile.read(terms), zone).run(folder, log);
 * }</pre>
 */
public final class Trial {
  private final SalesMapping mapping;
  private final SalesFile sales;
  private final ZoneId zone;
  private final Names names;
  private final List<TermsDocument> terms;
  private final String agreementFile;

  /**
   * Checks that the terms fit the sales.
   *
   * @throws InputException when they do not; nothing was written
   */
  public Trial(SalesMapping mapping, SalesFile sales, AgreementFile agreement, ZoneId zone) {
    this.mapping = mapping;
    this.sales = sales;
    this.zone = zone;
    this.names = Names.of(sales.lines());
    this.agreementFile = agreement.file();
    this.terms = agreement.terms(names.shelvesBySite());
    requireTerms();
  }

  /**
   * Runs it.
   *
   * @param folder new or empty; journals and ledger are written there
   * @param progress takes a sentence now and then
   */
  public Cleared run(Path folder, Consumer<String> progress) {
    return run(folder, progress, bundle -> {});
  }

  /**
   * As {@link #run(Path, Consumer)}, with a statement for each party and month.
   *
   * @param statements takes them one by one
   */
  public Cleared run(Path folder, Consumer<String> progress, Consumer<Bundle> statements) {
    Bytes source = TreeHash.sha256(sales.bytes());
    TrialParty operator =
        TrialParty.of(source.hex(), partyId(ShareRole.OPERATOR), PartyRole.OPERATOR);
    List<Sold> sold = Sold.of(sales.lines());
    try (TrialLedger ledger =
        TrialLedger.open(folder.resolve("ledger.db"), source.hex(), operator)) {
      ledger.agree(agreementFile, terms);
      List<Cleared.JournalFile> journals = new ArrayList<>();
      bySeller(sold)
          .forEach((machine, own) -> {
            progress.accept(Texts.of("trial.journal", machine.device(), own.size()));
            journals.add(journal(ledger, operator, source, folder, machine, own));
          });
      List<String> days = days();
      Payment.bills(mapping, sold).forEach(bill -> ledger.call(ContractCalls.submitBill(bill)));
      progress.accept(Texts.of("trial.settle", days.size()));
      Findings findings = new Findings(ledger, mapping, names, sold);
      Cleared cleared = findings.of(days, sales, journals);
      progress.accept(Texts.of("trial.statements"));
      state(ledger, operator, journals, findings.statements(), statements);
      return cleared;
    }
  }

  private void state(
      TrialLedger ledger,
      TrialParty operator,
      List<Cleared.JournalFile> journals,
      List<Fields> days,
      Consumer<Bundle> statements) {
    try (TrialProofs proofs = new TrialProofs(ledger.agreements())) {
      for (Cleared.JournalFile journal : journals) {
        Path file = Path.of(journal.file());
        String deviceId = String.valueOf(file.getFileName()).replaceFirst("\\.journal$", "");
        proofs.add(deviceId, file, LogName.key(deviceId, operator.key().publicKey()).encode());
      }
      StatementBook book = new StatementBook(proofs);
      days.forEach(book::add);
      book.monthly(statements);
    }
  }

  private Cleared.JournalFile journal(
      TrialLedger ledger,
      TrialParty operator,
      Bytes source,
      Path folder,
      Machine machine,
      List<Sold> sold) {
    String deviceId = names.id(machine);
    ledger.registerDevice(deviceId, names.siteId(machine), mapping.currency());
    Path file = folder.resolve(deviceId + ".journal");
    SignedNote last =
        new MachineJournal(deviceId, source, mapping, partyId(ShareRole.SUPPLIER), zone)
            .write(file, operator.key(), sold, ledger::call);
    Checkpoint checkpoint = Checkpoint.parse(last);
    return new Cleared.JournalFile(
        machine.device(), file.toString(), checkpoint.size(), checkpoint.root().base64());
  }

  private static SortedMap<Machine, List<Sold>> bySeller(List<Sold> sold) {
    TreeMap<Machine, List<Sold>> byMachine = new TreeMap<>();
    sold.forEach(each ->
        byMachine.computeIfAbsent(Machine.of(each.first()), m -> new ArrayList<>()).add(each));
    return byMachine;
  }

  private List<String> days() {
    return new TreeSet<>(sales.lines().stream().map(SoldLine::day).toList())
        .stream().map(LocalDate::toString).toList();
  }

  private String partyId(ShareRole role) {
    return terms.getFirst().terms().partyOf(role).partyId();
  }

  /** One operator, one supplier, the currency of the file. */
  private void requireTerms() {
    for (TermsDocument document : terms) {
      if (!document.terms().currency().equals(mapping.currency())) {
        throw InputException.at(
            Place.of(agreementFile),
            "trial.currency",
            document.terms().currency().code(),
            mapping.currency().code());
      }
      for (ShareRole role : List.of(ShareRole.OPERATOR, ShareRole.SUPPLIER)) {
        if (!document.terms().partyOf(role).partyId().equals(partyId(role))) {
          throw InputException.at(Place.of(agreementFile), "trial.oneParty", role.word());
        }
      }
    }
  }
}

package dev.loulan.contract.terms;

import dev.loulan.contract.sales.SaleRecord;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.split.SplitLine;
import dev.loulan.domain.split.Waterfall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the agreement of each line in force on a day and splits claims by it. */
final class Splitter {
  private final List<Terms> inForce;
  private final BusinessDay day;
  private final Tiers tiers;

  /** Splits by the agreements' own shares. */
  Splitter(List<AgreementState> agreements, BusinessDay day, Currency currency) {
    this(agreements, day, currency, Tiers.NONE);
  }

  /** Splits by the tiers that a month has come to. */
  Splitter(List<AgreementState> agreements, BusinessDay day, Currency currency, Tiers tiers) {
    this.tiers = tiers;
    this.inForce =
        agreements.stream()
            .filter(AgreementState::isInForce)
            .map(agreement -> agreement.document().terms())
            .filter(terms -> terms.currency().equals(currency))
            .toList();
    this.day = day;
  }

  /** The claim's parts, or the word for why it cannot be split and is held. */
  sealed interface Outcome {
    record Parts(List<Part> parts) implements Outcome {}

    record Held(String kind) implements Outcome {}
  }

  Outcome split(Claim claim) {
    TreeMap<PartKey, Group> groups = new TreeMap<>();
    Optional<PartKey> first = Optional.empty();
    for (SaleRecord.Line line : claim.lines()) {
      Optional<Terms> found = find(claim.shelf(), line.supplierId());
      if (found.isEmpty()) {
        return new Outcome.Held("noAgreement");
      }
      PartKey key = new PartKey(found.get().agreementId(), found.get().version(), claim.shelf());
      first = first.or(() -> Optional.of(key));
      groups
          .computeIfAbsent(key, k -> new Group(k, found.get(), new ArrayList<>()))
          .lines()
          .add(line);
    }
    List<Part> parts = new ArrayList<>();
    for (Group group : groups.values()) {
      Waterfall waterfall = new Waterfall(group.terms(), tiers.shares(group.terms()));
      if (!waterfall.canSplit(group.sold())) {
        return new Outcome.Held("costMissing");
      }
      boolean carriesFixedFee = claim.isPaid() && first.equals(Optional.of(group.key()));
      parts.add(group.part(claim, waterfall, carriesFixedFee));
    }
    return new Outcome.Parts(List.copyOf(parts));
  }

  /** The lines of a claim that fall under one version. */
  private record Group(PartKey key, Terms terms, List<SaleRecord.Line> lines) {

    List<SplitLine> sold() {
      return lines.stream().map(Claim::split).toList();
    }

    Part part(Claim claim, Waterfall waterfall, boolean carriesFixedFee) {
      long gross = 0;
      for (SplitLine line : sold()) {
        gross = Math.addExact(gross, line.grossMinor());
      }
      return new Part(
          claim,
          key,
          lines.getFirst().supplierId(),
          gross,
          waterfall.split(sold(), carriesFixedFee));
    }
  }

  /** The highest version that covers the line; agreements in force do not overlap. */
  Optional<Terms> find(String shelf, String supplierId) {
    return inForce.stream()
        .filter(terms -> terms.covers(shelf, supplierId, day))
        .reduce((a, b) -> b.version() > a.version() ? b : a);
  }
}

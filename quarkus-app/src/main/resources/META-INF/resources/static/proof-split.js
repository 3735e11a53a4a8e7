// The waterfall, a day's rounding and a month's clauses as the contract computes them.
"use strict";
const loulanSplit = (() => {
  const { fail } = loulanText;
  const WHOLE = 10000n;

  // --- The waterfall (docs/formats/agreement.md), in 1/10,000 of a minor unit ---

  const plus = (a, b) => a.map((amount, i) => amount + b[i]);
  const negated = (amounts) => amounts.map((amount) => -amount);
  const withLeftOver = (parts, remainders, total) => {
    const result = [...parts];
    const claims = [...remainders];
    for (let left = total - parts.reduce((a, b) => a + b, 0n); left > 0n; left--) {
      let best = 0;
      for (let i = 1; i < claims.length; i++) if (claims[i] > claims[best]) best = i;
      result[best] += 1n;
      claims[best] = -1n;
    }
    return result;
  };
  const divide = (amount, weights) =>
    amount < 0n
      ? negated(divide(-amount, weights))
      : withLeftOver(weights.map((w) => (amount * w) / WHOLE), weights.map((w) => (amount * w) % WHOLE), amount);
  const round = (claims) => {
    const sum = claims.reduce((a, b) => a + b, 0n);
    if (sum % WHOLE !== 0n) fail("claims add up to no whole minor units");
    if (sum < 0n) return negated(round(negated(claims)));
    const remainders = claims.map((c) => ((c % WHOLE) + WHOLE) % WHOLE);
    return withLeftOver(claims.map((c, i) => (c - remainders[i]) / WHOLE), remainders, sum / WHOLE);
  };

  const taxInside = (gross, bp) => (gross < 0n ? -taxInside(-gross, bp) : (gross * bp + (WHOLE + bp) / 2n) / (WHOLE + bp));
  const sumOf = (lines, each) => lines.reduce((sum, line) => sum + each(line), 0n);
  const partyOf = (terms, role) => terms.parties.find((party) => party.role === role);
  const listed = (list, key, name) => (list ?? []).find((each) => each[key] === name);

  const sharesAt = (terms, sold) => {
    const reached = (terms.tiers ?? []).filter((tier) => tier.fromMinor <= sold).at(-1);
    return terms.parties.map((party) => (reached ? (listed(reached.shares, "role", party.role)?.bp ?? 0n) : (party.bp ?? 0n)));
  };

  const daysOf = (month) => {
    const [year, number] = month.split("-").map(Number);
    const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
    return Array.from({ length: last }, (_, i) => month + "-" + String(i + 1).padStart(2, "0"));
  };
  const coversDay = (terms, day) => terms.effectiveFrom <= day && (terms.effectiveTo == null || terms.effectiveTo >= day);
  const holdsOn = (terms, day, inForce) =>
    coversDay(terms, day) &&
    !inForce.some((other) => other.agreementId === terms.agreementId && other.version > terms.version && coversDay(other, day));

  // What rent, guarantees and caps move, by clause, in the order of the parties.
  const movesOf = (terms, daysInForce, daysInMonth, days) => {
    const amounts = [...days];
    const moves = new Map();
    const place = (role) => terms.parties.findIndex((party) => party.role === role);
    const move = (kind, from, to, minor) => {
      if (!moves.has(kind)) moves.set(kind, terms.parties.map(() => 0n));
      for (const each of [amounts, moves.get(kind)]) {
        each[place(from)] -= minor;
        each[place(to)] += minor;
      }
    };
    const part = (minor) => (minor * daysInForce) / daysInMonth;
    const positive = (minor) => (minor > 0n ? minor : 0n);
    for (const rent of terms.fixedRent ?? []) {
      move("rent", rent.payer ?? "operator", rent.receiver, rent.per === "day" ? rent.minor * daysInForce : part(rent.minor));
    }
    for (const least of terms.minimumGuarantee ?? []) {
      move("guarantee", least.other ?? "operator", least.party, positive(part(least.minor) - amounts[place(least.party)]));
    }
    for (const most of terms.caps ?? []) {
      move("cap", most.party, most.other ?? "operator", positive(amounts[place(most.party)] - part(most.minor)));
    }
    return moves;
  };

  const split = (terms, lines, carriesFixedFee, shares) => {
    const has = (role) => partyOf(terms, role) !== undefined;
    const grossOf = (line) => line.quantity * line.unitPrice;
    const gross = sumOf(lines, grossOf) * WHOLE;
    const feeTerms = terms.paymentFee ?? {};
    const fee = !has("provider") ? 0n : (gross / WHOLE) * (feeTerms.bp ?? 0n) + (carriesFixedFee ? (feeTerms.fixedMinor ?? 0n) * WHOLE : 0n);
    const rate = (line) => listed(terms.taxRates, "gtin", line.gtin)?.bp ?? line.taxBp;
    const tax = has("tax") ? sumOf(lines, (line) => taxInside(grossOf(line) * WHOLE, rate(line))) : 0n;
    const costOf = (line) => {
      const cost = listed(terms.supplierCosts, "gtin", line.gtin);
      if (cost) return line.quantity * cost.costMinor * WHOLE;
      return terms.otherCostBp == null ? fail("No cost for " + line.gtin) : grossOf(line) * terms.otherCostBp;
    };
    const cost = terms.basis === "profitAfterSupplierCost" ? sumOf(lines, costOf) : 0n;
    const units = sumOf(lines, (line) => line.quantity);
    const promotion = sumOf(lines, (line) => (line.campaign == null ? 0n : grossOf(line) * (listed(terms.campaigns, "code", line.campaign)?.bp ?? 0n)));
    const itemFee = (role) => units * (listed(terms.perItemFee, "role", role)?.minor ?? 0n) * WHOLE;
    const fees = fee + sumOf(terms.perItemFee ?? [], (each) => units * each.minor * WHOLE);
    const feesInside = terms.basis === "gross";
    const taxInsideBase = terms.taxBase == null ? feesInside : terms.taxBase === "in";
    const bornByOperator = (feesInside ? fees : 0n) + (taxInsideBase ? tax : 0n);
    const base = gross - (feesInside ? 0n : fees) - (taxInsideBase ? 0n : tax) - cost - promotion;
    const beside = { operator: -bornByOperator, supplier: cost, provider: fee, tax, promoter: promotion };
    return divide(base, shares ?? terms.parties.map((party) => party.bp ?? 0n)).map((share, i) => {
      const role = terms.parties[i].role;
      return share + (beside[role] ?? 0n) + itemFee(role);
    });
  };

  const covers = (terms, shelf, supplierId, day) =>
    coversDay(terms, day) &&
    terms.shelves.includes(shelf) &&
    partyOf(terms, "supplier").partyId === supplierId;

  return { WHOLE, plus, round, split, sumOf, partyOf, sharesAt, daysOf, holdsOn, movesOf, covers };
})();

// Checks a party's statement with nothing but its own file, as docs/formats/statement.md says: the parties' signatures
// under the terms, the devices' signatures over each sale, and every amount computed again. No request leaves the page.
// The parts are scripts and no modules, because a browser loads no module from a folder.
"use strict";
const loulanStatement = (() => {
  const { fail, parse } = loulanText;
  const { TYPE } = loulanLog;
  const { WHOLE, plus, round, split, sumOf, partyOf, sharesAt, daysOf, holdsOn, movesOf, covers } = loulanSplit;
  // Who has agreements over all goods of a shelf; others may have some over a part.
  const SEES_ALL = ["operator", "host"];

  class Check {
    constructor(bundle) {
      this.bundle = bundle;
      this.faults = [];
      this.evidence = new loulanEvidence(bundle);
      // Parts that stand, by what is rounded together: group -> (kind|sale -> {lines, first, shares}).
      this.groups = new Map();
      this.standing = new Set();
      this.totals = new Map();
      this.held = new Map();
      this.months = new Map();
      this.dues = null;
      this.closed = new Set();
      this.exact = 0n;
      this.gross = 0n;
      this.ofDays = 0n;
      this.amount = 0n;
    }

    fault(line, what) {
      this.faults.push({ line: Number(line), what });
    }

    expect(line, what, due, found) {
      if (due !== found) this.fault(line.line, what + ": computed " + due + ", the line says " + found);
    }

    own(terms, amounts) {
      return terms.parties.reduce(
        (sum, party, i) => (party.role === this.bundle.party && party.partyId === this.bundle.partyId ? amounts[i] : sum),
        0n,
      );
    }

    group(line) {
      const key = groupOf(line);
      const { day, shelf, agreementId, version } = line;
      const found = this.groups.get(key) ?? { day, shelf, agreementId, version, parts: new Map(), posted: 0n, gross: 0n, last: line.line };
      this.groups.set(key, found);
      return found;
    }

    base(group, terms) {
      return [...group.parts.values()].reduce((sum, part) => plus(sum, part.shares), terms.parties.map(() => 0n));
    }

    // A sale or decision that comes to stand, or one that is taken back whole.
    async checkPart(line) {
      const terms = this.evidence.termsOf(line);
      const id = line.kind + "|" + line.saleId;
      const back = line.reversal === true;
      const part = back ? this.takeBack(line, id) : line.kind === "sale" ? await this.salePart(line, terms) : await this.decided(line, terms);
      const sign = back ? -1n : 1n;
      this.expect(line, "gross", sign * sumOf(part.lines, (each) => each.quantity * each.unitPrice), line.gross);
      this.expect(line, "amount", 0n, line.amount);
      this.expect(line, "share", sign * this.own(terms, part.shares), line.exact);
      this.exact += line.exact;
      const group = this.group(line);
      if (!back) {
        const once = id + "|" + line.agreementId;
        if (this.standing.has(once)) fail(line.saleId + " is there twice");
        this.standing.add(once);
        group.parts.set(id, part);
      }
    }

    takeBack(line, id) {
      const part = this.groups.get(groupOf(line))?.parts.get(id) ?? fail(line.saleId + " is taken back and was not there");
      this.groups.get(groupOf(line)).parts.delete(id);
      this.standing.delete(id + "|" + line.agreementId);
      return part;
    }

    part(terms, lines, first) {
      return { lines, first, shares: split(terms, lines, first) };
    }

    async salePart(line, terms) {
      const sale = await this.evidence.sale(line);
      this.totals.set(line.saleId, sale.total);
      const lines = sale.lines.filter((each) => covers(terms, line.shelf, each.supplierId, line.day));
      return this.part(terms, lines, partyOf(terms, "supplier").partyId === sale.lines[0].supplierId);
    }

    async checkHeld(line) {
      const sale = await this.evidence.sale(line);
      if (this.held.has(line.saleId)) fail(line.saleId + " is there twice");
      this.held.set(line.saleId, { day: line.day, total: sale.total, line: line.line });
      this.expect(line, "gross", sale.total, line.gross);
      this.expect(line, "exact share", 0n, line.exact);
      this.expect(line, "amount", 0n, line.amount);
    }

    async decided(line, terms) {
      const found = await this.evidence.decision(line, terms);
      const refund = found.kind === "refund" ? true : found.kind === "review" ? false : fail("no line is a " + found.kind);
      const lines = refund
        ? await this.evidence.refunded(found)
        : (found.lines ?? []).map((each) => ({ ...each, taxBp: each.taxBp ?? 0n, campaign: each.campaign ?? null }));
      const covered = lines.filter((each) => covers(terms, line.shelf, each.supplierId, line.day));
      const first = lines.length > 0 && lines[0].supplierId === partyOf(terms, "supplier").partyId;
      return this.part(terms, covered, !refund && first);
    }

    // What is posted is the split of all that stands less what was posted before.
    checkDay(line) {
      const terms = this.evidence.termsOf(line);
      const group = this.group(line);
      const base = this.base(group, terms);
      const standing = sumOf(base, (part) => part) / WHOLE;
      this.expect(line, "gross", standing - group.gross, line.gross);
      group.gross = standing;
      this.expect(line, "exact share", 0n, line.exact);
      this.expect(line, "amount", this.own(terms, round(base)) - group.posted, line.amount);
      group.posted += line.amount;
      group.last = line.line;
      this.gross += line.gross;
      this.ofDays += line.amount;
      this.amount += line.amount;
    }

    requirePosted(group) {
      const terms = this.evidence.termsOf(group);
      const due = this.own(terms, round(this.base(group, terms)));
      if (due !== group.posted) fail("in all " + due + " is due for " + group.day + " on shelf " + group.shelf + ", posted is " + group.posted);
    }

    // The month from the parts that stand: each day by the tier that the days before it reached, then rent, guarantees and
    // caps of each version that holds; less what was posted before.
    reckon(line) {
      const run = (this.bundle.months ?? []).find((each) => each.month === line.day && each.run === (line.run ?? 0n));
      if (!run) fail("run " + (line.run ?? 0n) + " of month " + line.day + " is not named");
      const dues = new Map();
      const add = (key, amount) => dues.set(key, (dues.get(key) ?? 0n) + amount);
      const byVersion = new Map();
      const sold = new Map();
      const groups = [...this.groups.values()].filter((group) => group.day.startsWith(line.day + "-"));
      for (const day of [...new Set(groups.map((group) => group.day))].sort()) {
        const ofDay = groups.filter((group) => group.day === day);
        const gross = [];
        for (const group of ofDay) {
          const terms = this.evidence.termsOf(group);
          const shares = sharesAt(terms, sold.get(group.agreementId) ?? 0n);
          const base = [...group.parts.values()]
            .map((part) => split(terms, part.lines, part.first, shares))
            .reduce(plus, terms.parties.map(() => 0n));
          const amounts = round(base);
          add(dueOf("tiers", line.day, group), this.own(terms, amounts) - group.posted);
          const version = group.agreementId + "/" + group.version;
          byVersion.set(version, byVersion.has(version) ? plus(byVersion.get(version), amounts) : amounts);
          gross.push([group.agreementId, sumOf(base, (part) => part) / WHOLE]);
        }
        for (const [id, amount] of gross) sold.set(id, (sold.get(id) ?? 0n) + amount);
      }
      const inForce = run.agreements.map((name) => this.evidence.terms.get(name) ?? fail("agreement " + name + " is not there with its signatures"));
      const days = daysOf(line.day);
      for (const terms of inForce) {
        const held = BigInt(days.filter((day) => holdsOn(terms, day, inForce)).length);
        if (held === 0n) continue;
        const amounts = byVersion.get(terms.agreementId + "/" + terms.version) ?? terms.parties.map(() => 0n);
        const group = { shelf: "*", agreementId: terms.agreementId, version: terms.version };
        for (const [kind, moved] of movesOf(terms, held, BigInt(days.length), amounts)) add(dueOf(kind, line.day, group), this.own(terms, moved));
      }
      for (const [key, amount] of this.months) add(key, -amount);
      return dues;
    }

    checkMonth(line) {
      this.expect(line, "gross", 0n, line.gross);
      this.expect(line, "exact share", 0n, line.exact);
      this.amount += line.amount;
      this.dues ??= this.reckon(line);
      const key = dueOf(line.kind, line.day, line);
      this.expect(line, "amount", this.dues.get(key) ?? 0n, line.amount);
      this.dues.delete(key);
      this.months.set(key, (this.months.get(key) ?? 0n) + line.amount);
    }

    closeMonth(line) {
      this.dues ??= this.reckon(line);
      for (const [key, due] of this.dues) {
        const [kind, , , agreementId, version] = JSON.parse(key);
        if (due !== 0n) this.fault(line.line, "a line '" + kind + "' of " + due + " for agreement " + agreementId + " version " + version + " is missing");
      }
      this.dues = null;
      this.closed.add(line.run ?? 0n);
      this.expect(line, "gross", 0n, line.gross);
      this.expect(line, "exact share", 0n, line.exact);
      this.expect(line, "amount", 0n, line.amount);
    }

    async check(line) {
      switch (line.kind) {
        case "sale":
        case "adjustment":
          return this.checkPart(line);
        case "held":
          return this.checkHeld(line);
        case "day":
        case "trueUp":
          return this.checkDay(line);
        case "tiers":
        case "rent":
        case "guarantee":
        case "cap":
          return this.checkMonth(line);
        case "month":
          return this.closeMonth(line);
        case "rounding":
          this.expect(line, "rounding", this.ofDays * WHOLE - this.exact, line.exact);
          this.expect(line, "amount", 0n, line.amount);
          return this.expect(line, "gross", 0n, line.gross);
        case "total":
          this.expect(line, "gross", this.gross, line.gross);
          this.expect(line, "amount", this.amount, line.amount);
          return this.expect(line, "exact share", 0n, line.exact);
        default:
          return fail("No line of kind '" + line.kind + "'");
      }
    }

    // A day close counts all sales of the device's day: one that is not on the statement shows.
    async checkClose(close, byDay) {
      const day = this.bundle.lines.find((line) => line.kind === "day" && line.day === close.day && line.shelf === close.shelf);
      const at = day ? day.line : 0;
      try {
        const entry = await this.evidence.entry(close.entryId);
        if (entry.type !== TYPE.DAY_CLOSE || entry.map.get(11) !== close.day || !close.entryId.startsWith(close.deviceId + ":")) {
          fail(close.entryId + " does not close " + close.day + " of " + close.deviceId);
        }
        const seen = byDay.get(close.deviceId + "|" + close.day) ?? { sales: 0n, sum: 0n };
        const [sales, sum] = [entry.map.get(13), entry.map.get(15)];
        // Nothing is left of a shelf's day to a party when others agreed on it afterwards.
        const left = [...this.groups.values()].filter((group) => group.day === close.day && group.shelf === close.shelf);
        const takenBack = left.length > 0 && left.every((group) => group.parts.size === 0);
        const partial = close.partial === true && (takenBack || !SEES_ALL.includes(this.bundle.party));
        if (partial ? seen.sales > sales || seen.sum > sum : sales !== seen.sales || sum !== seen.sum) {
          fail("the device counted " + sales + " sales of " + sum + " on " + close.day + ", the statement has " + seen.sales + " of " + seen.sum);
        }
      } catch (e) {
        this.fault(at, e.message);
      }
    }

    // The sales of each device and day that stand or wait; one under several agreements counts once.
    counts() {
      const byDay = new Map();
      const counted = new Set();
      const count = (id, day, total) => {
        const key = id.slice(0, Math.max(0, id.indexOf(":"))) + "|" + day;
        if (counted.has(key + "|" + id)) return false;
        counted.add(key + "|" + id);
        const seen = byDay.get(key) ?? { sales: 0n, sum: 0n };
        byDay.set(key, { sales: seen.sales + 1n, sum: seen.sum + total });
        return true;
      };
      for (const group of this.groups.values()) {
        for (const id of group.parts.keys()) {
          if (id.startsWith("sale|")) count(id.slice(5), group.day, this.totals.get(id.slice(5)) ?? 0n);
        }
      }
      for (const [id, held] of this.held) if (!count(id, held.day, held.total)) this.fault(held.line, id + " is held and settled");
      return byDay;
    }

    requireEnding() {
      const kinds = this.bundle.lines.map((line) => line.kind);
      if (kinds.filter((kind) => kind === "rounding").length !== 1 || kinds.at(-1) !== "total") {
        this.fault(0, "a statement ends in one rounding line and the total");
      }
      for (const group of this.groups.values()) {
        const sold = [...group.parts.keys()].some((id) => id.startsWith("sale|"));
        if (sold && !this.bundle.closes.some((close) => close.day === group.day && close.shelf === group.shelf)) {
          this.fault(0, "no day close of shelf " + group.shelf + " on " + group.day);
        }
      }
      for (const run of this.bundle.months ?? []) {
        if (!this.closed.has(run.run)) this.fault(0, "run " + run.run + " of month " + run.month + " has no lines");
      }
      if (this.dues) this.fault(0, "a month's run does not end");
    }

    async run(progress) {
      for (const agreement of this.bundle.agreements) {
        try {
          await this.evidence.addAgreement(agreement);
        } catch (e) {
          this.fault(0, e.message);
        }
      }
      let expected = 1n;
      for (const line of this.bundle.lines) {
        if (line.line !== expected) this.fault(line.line, "should be number " + expected);
        expected = line.line + 1n;
        try {
          await this.check(line);
        } catch (e) {
          this.fault(line.line, e.message);
        }
        progress(Number(line.line), this.bundle.lines.length);
      }
      for (const group of this.groups.values()) {
        try {
          this.requirePosted(group);
        } catch (e) {
          this.fault(group.last, e.message);
        }
      }
      const byDay = this.counts();
      for (const close of this.bundle.closes) await this.checkClose(close, byDay);
      this.requireEnding();
      return { sound: this.faults.length === 0, lines: this.bundle.lines.length, faults: this.faults };
    }
  }

  const dueOf = (kind, month, { shelf, agreementId, version }) => JSON.stringify([kind, month, shelf, agreementId, String(version)]);
  const groupOf = (line) => JSON.stringify([line.day, line.shelf, line.agreementId, String(line.version)]);

  return {
    /** The statement in a file; throws when it is none. */
    read(text) {
      const bundle = parse(text);
      if (bundle?.statementBundle !== 1n || !Array.isArray(bundle.lines) || !Array.isArray(bundle.closes) || !Array.isArray(bundle.agreements)) {
        fail("A statement bundle of this program has format 1");
      }
      return bundle;
    },

    /** {sound, lines, faults: [{line, what}]}; line 0 stands for what is beside the lines. */
    verify: (bundle, progress = () => {}) => new Check(bundle).run(progress),

    /** For tests: the parts of one sale. */
    split,
    round,
    parse,
  };
})();

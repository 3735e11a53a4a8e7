// Checks a party's statement with nothing but its own file, as docs/formats/statement.md says: the parties' signatures
// under the terms, the devices' signatures over each sale, and every amount computed again. No request leaves the page.
"use strict";
const loulanStatement = (() => {
  const utf8 = new TextEncoder();
  const WHOLE = 10000n;
  // Who has agreements over all goods of a shelf; others may have some over a part.
  const SEES_ALL = ["operator", "host"];
  const SIGNERS = ["operator", "host", "supplier"];

  const fail = (what) => {
    throw new Error(what);
  };

  // Integers are read as BigInt, because a double would round them silently.
  const parse = (text) =>
    JSON.parse(text, (_, value, context) => {
      if (typeof value !== "number") return value;
      if (!/^-?(0|[1-9][0-9]*)$/.test(context.source)) fail("a number is no integer: " + context.source);
      return BigInt(context.source);
    });

  // RFC 8785, for integers only.
  const canonical = (value) => {
    if (Array.isArray(value)) return "[" + value.map(canonical).join(",") + "]";
    if (typeof value === "bigint") return value.toString();
    if (value && typeof value === "object") {
      const members = Object.keys(value).sort();
      return "{" + members.map((name) => JSON.stringify(name) + ":" + canonical(value[name])).join(",") + "}";
    }
    return JSON.stringify(value);
  };

  const bytesOf = (base64) => {
    if (typeof base64 !== "string" || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64) || base64.length % 4) fail("not base64");
    return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  };
  const hex = (bytes) => [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
  const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
  const join = (...parts) => {
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  };
  const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

  const isSigned = async (publicKey, signature, message) => {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    const key = await crypto.subtle.importKey("raw", publicKey, { name: "Ed25519" }, false, ["verify"]);
    return crypto.subtle.verify({ name: "Ed25519" }, key, signature, message);
  };

  // --- A journal entry: deterministic CBOR with integer keys (docs/formats/journal.cddl) ---

  const cbor = (bytes) => {
    let at = 0;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const argument = (low) => {
      if (low < 24) return BigInt(low);
      const width = { 24: 1, 25: 2, 26: 4, 27: 8 }[low] ?? fail("the entry is not CBOR of this kind");
      if (at + width > bytes.length) fail("the entry is cut");
      let value = 0n;
      for (let i = 0; i < width; i++) value = (value << 8n) | BigInt(view.getUint8(at++));
      return value;
    };
    const take = (length) => {
      const end = at + Number(length);
      if (end > bytes.length) fail("the entry is cut");
      return bytes.subarray(at, (at = end));
    };
    const item = (depth) => {
      if (at >= bytes.length || depth > 8) fail("the entry is cut or too deep");
      const head = bytes[at++];
      const low = head & 31;
      switch (head >> 5) {
        case 0:
          return argument(low);
        case 1:
          return -1n - argument(low);
        case 2:
          return take(argument(low));
        case 3:
          return new TextDecoder("utf-8", { fatal: true }).decode(take(argument(low)));
        case 4:
          return Array.from({ length: Number(argument(low)) }, () => item(depth + 1));
        case 5: {
          const map = new Map();
          for (let left = argument(low); left > 0n; left--) map.set(Number(item(depth + 1)), item(depth + 1));
          return map;
        }
        case 7:
          return low === 20 ? false : low === 21 ? true : fail("the entry holds an unknown value");
        default:
          return fail("the entry holds an unknown value");
      }
    };
    const value = item(0);
    if (at !== bytes.length) fail("the entry has more bytes than content");
    return value;
  };

  const TYPE = { SALE: 9n, REVIEW: 10n, DAY_CLOSE: 18n };
  const entryOf = (bytes) => {
    const map = cbor(bytes);
    if (!(map instanceof Map) || map.get(0) < 1n || map.get(0) > 3n) fail("the entry has a version that this page does not know");
    return { seq: map.get(3), type: map.get(1), map };
  };
  const saleOf = (entry) => ({
    currency: entry.map.get(14),
    total: entry.map.get(15),
    lines: entry.map.get(13).map((line) => ({
      gtin: line.get(1),
      quantity: line.get(2),
      unitPrice: line.get(3),
      supplierId: line.get(4),
      taxBp: line.get(5),
      campaign: line.get(6).includes("#") ? line.get(6).slice(line.get(6).indexOf("#") + 1) : null,
    })),
  });

  // --- A proof: C2SP tlog-proof with a signed checkpoint, RFC 6962 audit path ---

  const leafHash = (entry) => sha256(join(new Uint8Array([0]), entry));
  const nodeHash = (left, right) => sha256(join(new Uint8Array([1]), left, right));

  const includes = async (index, size, root, leaf, path) => {
    if (index < 0n || index >= size) return false;
    let node = index;
    let last = size - 1n;
    let hash = leaf;
    for (const sibling of path) {
      if (last === 0n) return false;
      if (node % 2n === 1n || node === last) {
        hash = await nodeHash(sibling, hash);
        while (node % 2n === 0n && node !== 0n) {
          node >>= 1n;
          last >>= 1n;
        }
      } else {
        hash = await nodeHash(hash, sibling);
      }
      node >>= 1n;
      last >>= 1n;
    }
    return last === 0n && same(hash, root);
  };

  const keyOf = async (vkey) => {
    const [, name, hash, base64] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(vkey) ?? fail("a device's key is not written as a vkey");
    const typed = bytesOf(base64);
    const own = (await sha256(join(utf8.encode(name + "\n"), typed))).subarray(0, 4);
    if (typed[0] !== 1 || typed.length !== 33 || hex(own) !== hash) fail("a device's key is not written as a vkey");
    return { name, hash: own, publicKey: typed.subarray(1) };
  };

  const isNoteSigned = async (text, lines, key) => {
    let found = false;
    for (const line of lines) {
      const [, name, base64] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? fail("a signature line cannot be read");
      const bytes = bytesOf(base64);
      if (name !== key.name || !same(bytes.subarray(0, 4), key.hash)) continue;
      if (!(await isSigned(key.publicKey, bytes.subarray(4), utf8.encode(text)))) return false;
      found = true;
    }
    return found;
  };

  const proven = async (id, device, proof, vkey) => {
    const no = () => fail(id + " is not proven by the log of " + device);
    const split = proof.indexOf("\n\n");
    const [header, extra, index, ...path] = proof.slice(0, split).split("\n");
    if (split < 0 || header !== "c2sp.org/tlog-proof@v1" || !extra?.startsWith("extra ") || !/^index (0|[1-9][0-9]*)$/.test(index)) no();
    const note = proof.slice(split + 2);
    const end = note.lastIndexOf("\n\n");
    if (end < 0 || !note.endsWith("\n")) no();
    const text = note.slice(0, end + 1);
    const [origin, size, root] = text.split("\n");
    const key = await keyOf(vkey);
    const [, epoch, seq] = id.split(":");
    const entry = bytesOf(extra.slice(6));
    const sound =
      key.name === "loulan.dev/journal/" + device &&
      origin === "loulan.dev/journal/" + device + "/" + epoch &&
      index.slice(6) === seq &&
      (await isNoteSigned(text, note.slice(end + 2, -1).split("\n"), key)) &&
      (await includes(BigInt(seq), BigInt(size), bytesOf(root), await leafHash(entry), path.map(bytesOf)));
    return sound ? entryOf(entry) : no();
  };

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

  // --- The statement ---

  class Check {
    constructor(bundle) {
      this.bundle = bundle;
      this.faults = [];
      this.terms = new Map();
      this.operators = new Map();
      this.proven = new Map();
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

    async addAgreement({ terms, signatures }) {
      const name = terms.agreementId + " version " + terms.version;
      const message = utf8.encode("loulan.dev/agreement/v1\n" + hex(await sha256(utf8.encode(canonical(terms)))) + "\n");
      for (const role of SIGNERS) {
        const partyId = partyOf(terms, role)?.partyId;
        let signed = false;
        for (const each of signatures.filter((s) => s.party === role && s.partyId === partyId)) {
          signed ||= await isSigned(bytesOf(each.publicKey), bytesOf(each.signature), message);
        }
        if (!signed) fail("agreement " + name + " is not signed by the " + role + " " + partyId);
      }
      if (sumOf(terms.parties, (party) => party.bp ?? 0n) !== WHOLE) fail("the shares of " + name + " do not add up to 10000");
      const key = terms.agreementId + "/" + terms.version;
      this.terms.set(key, terms);
      this.operators.set(key, bytesOf(signatures.find((s) => s.party === "operator").publicKey));
    }

    termsOf(line) {
      const found = this.terms.get(line.agreementId + "/" + line.version);
      return found ?? fail("agreement " + line.agreementId + " version " + line.version + " is not there with its signatures");
    }

    async entry(id) {
      if (!this.proven.has(id)) {
        const device = id.slice(0, Math.max(0, id.indexOf(":")));
        const proof = this.bundle.proofs?.[id];
        const vkey = this.bundle.devices?.[device];
        if (proof === undefined || vkey === undefined) fail(id + " has no proof");
        this.proven.set(id, await proven(id, device, proof, vkey));
      }
      return this.proven.get(id);
    }

    async sale(line) {
      const entry = await this.entry(line.saleId);
      if (entry.type !== TYPE.SALE) fail(line.saleId + " is no sale");
      const sale = saleOf(entry);
      if (sale.currency !== this.bundle.currency) fail(line.saleId + " is in " + sale.currency);
      this.requireOnDay(line, entry);
      return sale;
    }

    // A sale belongs to the first day close after it.
    requireOnDay(line, entry) {
      const logOf = (id) => id.slice(0, id.lastIndexOf(":"));
      for (const close of this.bundle.closes) {
        const closeSeq = BigInt(close.entryId.slice(close.entryId.lastIndexOf(":") + 1));
        if (logOf(close.entryId) === logOf(line.saleId) && close.day < line.day === closeSeq > entry.seq) {
          fail(line.saleId + " does not belong to " + line.day + ": the close of " + close.day + " is entry " + closeSeq);
        }
      }
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
      const terms = this.termsOf(line);
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
      const sale = await this.sale(line);
      this.totals.set(line.saleId, sale.total);
      const lines = sale.lines.filter((each) => covers(terms, line.shelf, each.supplierId, line.day));
      return this.part(terms, lines, partyOf(terms, "supplier").partyId === sale.lines[0].supplierId);
    }

    async checkHeld(line) {
      const sale = await this.sale(line);
      if (this.held.has(line.saleId)) fail(line.saleId + " is there twice");
      this.held.set(line.saleId, { day: line.day, total: sale.total, line: line.line });
      this.expect(line, "gross", sale.total, line.gross);
      this.expect(line, "exact share", 0n, line.exact);
      this.expect(line, "amount", 0n, line.amount);
    }

    async decision(line, terms) {
      const found = (this.bundle.adjustments ?? []).find((each) => each.target === line.saleId && each.day === line.day);
      if (!found) fail("no signed decision about " + line.saleId + " is there");
      const { signature, ...unsigned } = found;
      const message = "loulan.dev/adjustment/v1\n" + hex(await sha256(utf8.encode(canonical(unsigned)))) + "\n";
      const key = this.operators.get(line.agreementId + "/" + line.version);
      const signed = found.partyId === partyOf(terms, "operator").partyId && (await isSigned(key, bytesOf(signature), utf8.encode(message)));
      return signed ? found : fail("the decision about " + line.saleId + " is not signed by the operator");
    }

    async refunded(found) {
      const entry = await this.entry(found.target);
      if (entry.type !== TYPE.SALE) fail(found.target + " is no sale");
      const sold = saleOf(entry).lines;
      if (!found.lines?.length) return sold.map((each) => ({ ...each, quantity: -each.quantity }));
      return found.lines.map((asked) => {
        const of = sold.find((each) => each.gtin === asked.gtin) ?? fail(found.target + " holds no " + asked.gtin);
        if (asked.quantity < 1n || asked.quantity > of.quantity) fail("more is refunded than was sold");
        return { ...of, quantity: -asked.quantity };
      });
    }

    async decided(line, terms) {
      const found = await this.decision(line, terms);
      const refund = found.kind === "refund" ? true : found.kind === "review" ? false : fail("no line is a " + found.kind);
      const lines = refund
        ? await this.refunded(found)
        : (found.lines ?? []).map((each) => ({ ...each, taxBp: each.taxBp ?? 0n, campaign: each.campaign ?? null }));
      const covered = lines.filter((each) => covers(terms, line.shelf, each.supplierId, line.day));
      const first = lines.length > 0 && lines[0].supplierId === partyOf(terms, "supplier").partyId;
      return this.part(terms, covered, !refund && first);
    }

    // What is posted is the split of all that stands less what was posted before.
    checkDay(line) {
      const terms = this.termsOf(line);
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
      const terms = this.termsOf(group);
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
          const terms = this.termsOf(group);
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
      const inForce = run.agreements.map((name) => this.terms.get(name) ?? fail("agreement " + name + " is not there with its signatures"));
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
      for (const [key, due] of this.dues) if (due !== 0n) this.fault(line.line, "a line of " + due + " is missing: " + key);
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
        const entry = await this.entry(close.entryId);
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
          await this.addAgreement(agreement);
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

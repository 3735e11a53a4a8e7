// What a statement rests on: terms under their parties' signatures, entries under their devices', decisions under the operator's.
"use strict";
const loulanEvidence = (() => {
  const { utf8, fail, canonical, bytesOf, hex, sha256, isSigned } = loulanText;
  const { TYPE, saleOf, proven } = loulanLog;
  const { WHOLE, sumOf, partyOf } = loulanSplit;
  const SIGNERS = ["operator", "host", "supplier"];

  return class Evidence {
    constructor(bundle) {
      this.bundle = bundle;
      this.terms = new Map();
      this.operators = new Map();
      this.proven = new Map();
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
      if (sale.currency !== this.bundle.currency) fail(line.saleId + " was sold in another currency, " + sale.currency);
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
        const of = sold.find((each) => each.gtin === asked.gtin) ?? fail("no " + asked.gtin + " was sold in " + found.target);
        if (asked.quantity < 1n || asked.quantity > of.quantity) fail("more is refunded than was sold");
        return { ...of, quantity: -asked.quantity };
      });
    }
  };
})();

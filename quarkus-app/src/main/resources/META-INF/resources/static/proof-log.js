// Entries of a device's log and their proofs: what a device signed, read out of bytes that anyone can check.
"use strict";
const loulanLog = (() => {
  const { utf8, fail, bytesOf, hex, same, join, sha256, isSigned } = loulanText;

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

  return { TYPE, saleOf, proven };
})();

// Texts, bytes and signatures as the proofs of a statement use them; loaded before the other parts of the check.
"use strict";
const loulanText = (() => {
  const utf8 = new TextEncoder();

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

  return { utf8, fail, parse, canonical, bytesOf, hex, same, join, sha256, isSigned };
})();

// Keys and signatures of a party in its own browser: nothing private is ever sent.
"use strict";
const loulanAgreement = (() => {
  const utf8 = new TextEncoder();
  const ALGORITHM = { name: "Ed25519" };

  // RFC 8785, for integers only.
  const canonical = (value) => {
    if (Array.isArray(value)) return "[" + value.map(canonical).join(",") + "]";
    if (value && typeof value === "object") {
      const members = Object.keys(value).sort();
      return "{" + members.map((name) => JSON.stringify(name) + ":" + canonical(value[name])).join(",") + "}";
    }
    if (typeof value === "number" && !Number.isSafeInteger(value)) throw new Error("a number is no integer: " + value);
    return JSON.stringify(value);
  };
  const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
  const bytesOf = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const hex = (bytes) => [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, "0")).join("");
  const sha256 = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));

  const pemOf = (pkcs8) =>
    "-----BEGIN PRIVATE KEY-----\n" + base64(pkcs8).replace(/(.{64})/g, "$1\n").trimEnd() + "\n-----END PRIVATE KEY-----\n";
  // RFC 8410: browsers read a private key without the public one beside it; the word "party key" writes both.
  const PRIVATE_ONLY = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
  const privateOnly = (der) => {
    const isEd25519 = PRIVATE_ONLY.slice(5).every((byte, i) => der[i + 5] === byte);
    return isEd25519 ? Uint8Array.of(...PRIVATE_ONLY, ...der.slice(16, 48)) : der;
  };

  const keyOf = (pem) => {
    const der = bytesOf(pem.replace(/-----[A-Z ]+-----/g, "").replace(/\s+/g, ""));
    return crypto.subtle.importKey("pkcs8", privateOnly(der), ALGORITHM, false, ["sign"]);
  };
  const signed = async (pem, ...lines) => {
    const message = utf8.encode(lines.join("\n") + "\n");
    return base64(await crypto.subtle.sign(ALGORITHM, await keyOf(pem), message));
  };

  return {
    /** A new key: {pem, publicKey, keyId}; the id is the beginning of the public key's SHA-256. */
    async create() {
      const pair = await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
      const raw = await crypto.subtle.exportKey("raw", pair.publicKey);
      return {
        pem: pemOf(await crypto.subtle.exportKey("pkcs8", pair.privateKey)),
        publicKey: base64(raw),
        keyId: (await sha256(raw)).slice(0, 16),
      };
    },

    /** What registers a party under the id that follows from its key, with the proof that it holds it. */
    async registration({ pem, publicKey, keyId }, role, name) {
      const proof = await signed(pem, "loulan.dev/party/v1", keyId, role, publicKey);
      return { partyId: keyId, role, name, publicKey, proof };
    },

    /** The SHA-256 of a file, hexadecimal. */
    digest: async (file) => hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer())),

    /** The signature under a document without one, base64. */
    async signDocument(kind, unsigned, pem) {
      return signed(pem, kind, await sha256(utf8.encode(canonical(unsigned))));
    },

    /** The hash of terms as they are shown; never taken from a server. */
    hash: (termsText) => sha256(utf8.encode(canonical(JSON.parse(termsText)))),

    /** The signature under these terms, base64. */
    async sign(termsText, pem) {
      return signed(pem, "loulan.dev/agreement/v1", await this.hash(termsText));
    },
  };
})();

(() => {
  const say = (form, text, good) => {
    const outcome = form.querySelector("[role=status]");
    outcome.hidden = false;
    outcome.textContent = text;
    outcome.classList.toggle("bad", !good);
  };
  document.querySelectorAll("form[data-sign]").forEach((form) =>
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const { id, version, party, csrf, done, failed, nokey } = form.dataset;
      let signature;
      try {
        const pem = await form.querySelector("input[type=file]").files[0].text();
        signature = await loulanAgreement.sign(form.querySelector("[data-terms]").textContent, pem);
      } catch {
        say(form, nokey, false);
        return;
      }
      const response = await fetch("/api/v1/agreements/" + encodeURIComponent(id) + "/" + version + "/signatures", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Loulan-CSRF": csrf },
        body: JSON.stringify({ partyId: party, signature }),
      });
      const problem = response.ok ? {} : await response.json().catch(() => ({}));
      say(form, response.ok ? done : failed + " " + (problem.detail || response.status), response.ok);
    }),
  );
  const send = (path, form, body) =>
    fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Loulan-CSRF": form.dataset.csrf },
      body,
    });
  // A draft or a counter-offer: tried on a month's real sales, then proposed for the three to sign.
  document.querySelectorAll("form[data-draft]").forEach((form) => {
    const area = form.querySelector("textarea");
    const source = form.closest(".card").querySelector("[data-terms]");
    if (source && !area.value) {
      const terms = JSON.parse(source.textContent);
      area.value = JSON.stringify({ ...terms, version: terms.version + 1 }, null, 1);
    }
    const failed = async (response) => {
      const problem = await response.json().catch(() => ({}));
      say(form, form.dataset.failed + " " + (problem.detail || response.status), false);
    };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const tried = event.submitter?.value === "try";
      let terms;
      try {
        terms = JSON.parse(area.value);
      } catch (e) {
        say(form, form.dataset.failed + " " + e.message, false);
        return;
      }
      if (!tried) {
        const response = await send("/api/v1/agreements", form, area.value);
        if (!response.ok) return failed(response);
        location.reload();
        return;
      }
      const month = form.querySelector("[name=month]").value;
      const response = await send("/agreements/trials", form, JSON.stringify({ month, terms }));
      if (!response.ok) return failed(response);
      const result = await response.json();
      const list = form.querySelector("dl");
      list.replaceChildren();
      const add = (name, value) => {
        list.append(Object.assign(document.createElement("dt"), { textContent: name }));
        list.append(Object.assign(document.createElement("dd"), { textContent: value, className: "num" }));
      };
      for (const share of result.shares) add(share.party + " " + share.partyId, share.shown);
      say(form, form.dataset.tried.replace("{0}", result.sales).replace("{1}", result.shown), true);
    });
  });
  // A draft begins with a shipped template or one of the party's own; what is left to fill in is said at once.
  const template = document.getElementById("template");
  if (template) {
    const form = template.closest(".card").querySelector("form[data-draft]");
    const load = (text) => {
      form.querySelector("textarea").value = text;
      const gaps = [...new Set([...text.matchAll(/\$\{([^}]+)\}/g)].map((gap) => gap[1]))];
      try {
        JSON.parse(text.replace(/\$\{[^}]+\}/g, "0"));
        say(form, gaps.length ? template.dataset.gaps + " " + gaps.join(", ") : "", true);
      } catch (e) {
        say(form, form.dataset.failed + " " + e.message, false);
      }
    };
    template.addEventListener("change", () => load(template.selectedOptions[0].dataset.text));
    document.getElementById("own-template").addEventListener("change", async (event) => {
      const file = event.target.files[0];
      if (!file) return;
      if (file.size > 4 * 1024 * 1024) say(form, event.target.dataset.toolarge, false);
      else load(await file.text());
    });
  }
  const make = document.getElementById("make-key");
  if (make) {
    make.addEventListener("click", async () => {
      const key = await loulanAgreement.create();
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([key.pem], { type: "application/x-pem-file" }));
      link.download = key.keyId + ".key";
      link.click();
      URL.revokeObjectURL(link.href);
      const { role, name } = make.dataset;
      const registration = await loulanAgreement.registration(key, role, name);
      link.href = URL.createObjectURL(new Blob([JSON.stringify(registration)], { type: "application/json" }));
      link.download = key.keyId + ".party.json";
      link.click();
      URL.revokeObjectURL(link.href);
      make.nextElementSibling.textContent = key.keyId;
    });
  }
})();

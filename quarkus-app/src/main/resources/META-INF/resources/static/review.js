// Signs an answer to a review in the browser: the operator's key is read here and never sent.
"use strict";
(() => {
  const form = document.getElementById("answer");
  if (!form) return;
  const outcome = document.getElementById("outcome");
  const utf8 = new TextEncoder();

  const say = (text, good) => {
    outcome.hidden = false;
    outcome.textContent = text;
    outcome.classList.toggle("bad", !good);
  };

  // RFC 8785, for objects of texts, integers, lists and objects.
  const canonical = (value) => {
    if (Array.isArray(value)) return "[" + value.map(canonical).join(",") + "]";
    if (value && typeof value === "object") {
      const members = Object.keys(value).sort();
      return "{" + members.map((name) => JSON.stringify(name) + ":" + canonical(value[name])).join(",") + "}";
    }
    return JSON.stringify(value);
  };

  const hex = (bytes) => [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, "0")).join("");
  const sha256 = async (text) => hex(await crypto.subtle.digest("SHA-256", utf8.encode(text)));

  // RFC 8410: browsers read a private key without the public one beside it; the word "party key" writes both.
  const PRIVATE_ONLY = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
  const privateOnly = (der) => {
    const isEd25519 = PRIVATE_ONLY.slice(5).every((byte, i) => der[i + 5] === byte);
    return isEd25519 ? Uint8Array.of(...PRIVATE_ONLY, ...der.slice(16, 48)) : der;
  };

  const readKey = async (file) => {
    const pem = await file.text();
    const base64 = pem.replace(/-----[A-Z ]+-----/g, "").replace(/\s+/g, "");
    const der = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    return crypto.subtle.importKey("pkcs8", privateOnly(der), { name: "Ed25519" }, false, ["sign"]);
  };

  const lines = () =>
    [...form.querySelectorAll("[data-gtin]")]
      .map((input) => ({ input, quantity: Number.parseInt(input.value, 10) || 0 }))
      .filter((each) => each.quantity > 0)
      .map(({ input, quantity }) => ({
        gtin: input.dataset.gtin,
        quantity,
        unitPrice: Number.parseInt(input.dataset.price, 10),
        supplierId: input.dataset.supplier,
        taxBp: Number.parseInt(input.dataset.tax, 10),
      }));

  const answer = async () => {
    const { review, party, day, csrf } = form.dataset;
    const adjustment = {
      adjustmentId: "review-" + (await sha256(review)).slice(0, 16),
      kind: "review",
      target: review,
      day,
      lines: lines(),
      partyId: party,
    };
    const message = "loulan.dev/adjustment/v1\n" + (await sha256(canonical(adjustment))) + "\n";
    const key = await readKey(document.getElementById("key").files[0]);
    const signature = new Uint8Array(await crypto.subtle.sign({ name: "Ed25519" }, key, utf8.encode(message)));
    adjustment.signature = btoa(String.fromCharCode(...signature));
    return fetch("/api/v1/adjustments", {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "Accept-Language": document.documentElement.lang,
        "X-Loulan-CSRF": csrf,
      },
      body: JSON.stringify(adjustment),
    });
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    let response;
    try {
      response = await answer();
    } catch {
      say(form.dataset.nokey, false);
      return;
    }
    if (response.ok) {
      say(form.dataset.done, true);
      for (const each of form.elements) each.disabled = true;
    } else {
      const problem = await response.json().catch(() => ({}));
      say(form.dataset.failed + " " + (problem.detail || response.status), false);
    }
  });
})();

// Signs contests, answers and withdrawals in the browser; the key is read here and never sent, evidence leaves as its hash.
"use strict";
document.querySelectorAll("form[data-dispute]").forEach((form) => {
  const say = (text, good) => {
    const outcome = form.querySelector("[role=status]");
    outcome.hidden = false;
    outcome.textContent = text;
    outcome.classList.toggle("bad", !good);
  };

  const step = async () => {
    const { dispute, sale, day, party, contester } = form.dataset;
    const document = { kind: dispute, target: sale ?? form.elements.sale.value, saleDay: day, partyId: party };
    if (dispute !== "withdraw") {
      document.reason = form.elements.reason.value;
      document.evidence = await Promise.all([...form.elements.evidence.files].map((file) => loulanAgreement.digest(file)));
    }
    if (dispute === "answer") document.contester = contester;
    return document;
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { csrf, done, failed, nokey } = form.dataset;
    let document;
    try {
      document = await step();
      document.signature = await loulanAgreement.signDocument("loulan.dev/dispute/v1", document, await form.elements.key.files[0].text());
    } catch {
      say(nokey, false);
      return;
    }
    const response = await fetch("/api/v1/disputes", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Loulan-CSRF": csrf },
      body: JSON.stringify(document),
    });
    const problem = response.ok ? {} : await response.json().catch(() => ({}));
    say(response.ok ? done : failed + " " + (problem.detail || response.status), response.ok);
  });
});

// The page around the check of a statement: a file in, a verdict out. Works from a server and from a folder without a network.
"use strict";
(() => {
  const TEXTS = {
    en: {
      title: "Check a statement",
      lead: "The file is read and checked here, in your browser. Nothing is sent, and the page works without a network.",
      file: "Statement with its proofs (.json)",
      line: "Line",
      what: "What is wrong",
      keys: "The check trusts the keys in the file. Compare them with the ones on the ledger, or with those you were given:",
      progress: (line, lines) => `Line ${line} of ${lines}`,
      sound: (lines) => `Sound: all ${lines} lines follow from signed sales and the signed agreement.`,
      unsound: (faults) => `Not sound: ${faults} faults.`,
      unreadable: (why) => `This is no statement with its proofs: ${why}`,
      party: "Party",
      period: "Period",
      amount: "Amount",
      beside: "beside the lines",
    },
    zh: {
      title: "核验对账单",
      lead: "文件只在您的浏览器中读取和核验，不会发送任何内容；没有网络也能使用本页。",
      file: "带证明的对账单（.json）",
      line: "行",
      what: "问题",
      keys: "核验以文件中的密钥为准。请与账本上的密钥或您收到的密钥核对：",
      progress: (line, lines) => `第 ${line} 行，共 ${lines} 行`,
      sound: (lines) => `无误：全部 ${lines} 行均由已签名的销售和协议得出。`,
      unsound: (faults) => `有误：${faults} 处。`,
      unreadable: (why) => `这不是带证明的对账单：${why}`,
      party: "参与方",
      period: "期间",
      amount: "金额",
      beside: "行外内容",
    },
  };
  const ROLES = { operator: "货架运营方", host: "场地方", supplier: "供应商", platform: "平台方", promoter: "推广方", provider: "支付机构", tax: "税" };
  const roleOf = (party) => (language === "zh" ? (ROLES[party] ?? party) : party);
  const $ = (id) => document.getElementById(id);
  let language = "en";

  const speak = (to) => {
    language = to;
    document.documentElement.lang = to === "zh" ? "zh-CN" : "en";
    document.title = TEXTS[to].title + " · Loulan Edge";
    document.querySelectorAll("[data-text]").forEach((each) => (each.textContent = TEXTS[to][each.dataset.text]));
    document.querySelectorAll("[data-language]").forEach((each) => each.toggleAttribute("aria-current", each.dataset.language === to));
  };

  const facts = (list, entries) => {
    list.replaceChildren();
    for (const [name, value] of entries) {
      const term = document.createElement("dt");
      const detail = document.createElement("dd");
      term.textContent = name;
      detail.textContent = value;
      detail.className = "num";
      list.append(term, detail);
    }
  };

  const money = (minor, currency) => {
    const format = new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency });
    const digits = format.resolvedOptions().maximumFractionDigits;
    const negative = minor < 0n;
    const text = (negative ? -minor : minor).toString().padStart(digits + 1, "0");
    const whole = text.slice(0, text.length - digits);
    return currency + " " + (negative ? "-" : "") + whole + (digits ? "." + text.slice(-digits) : "");
  };

  const show = (bundle, verdict) => {
    const t = TEXTS[language];
    $("verdict").textContent = verdict.sound ? t.sound(verdict.lines) : t.unsound(verdict.faults.length);
    $("verdict").classList.toggle("bad", !verdict.sound);
    $("verdict").dataset.sound = verdict.sound;
    facts($("facts"), [
      [t.party, roleOf(bundle.party) + " " + bundle.partyId],
      [t.period, bundle.period],
      [t.amount, money(bundle.lines.at(-1)?.amount ?? 0n, bundle.currency)],
    ]);
    $("faults").hidden = verdict.sound;
    $("faults").tBodies[0].replaceChildren(
      ...verdict.faults.map((fault) => {
        const row = document.createElement("tr");
        row.dataset.line = fault.line;
        row.insertCell().textContent = fault.line || t.beside;
        row.insertCell().textContent = language === "zh" ? loulanTold(fault.what) : fault.what;
        return row;
      }),
    );
    const parties = bundle.agreements.flatMap((agreement) => agreement.signatures.map((s) => [roleOf(s.party) + " " + s.partyId, s.publicKey]));
    facts($("keys"), new Map([...parties, ...Object.entries(bundle.devices ?? {})]));
    $("result").hidden = false;
  };

  const check = async (file) => {
    $("result").hidden = true;
    const t = TEXTS[language];
    let bundle;
    try {
      bundle = loulanStatement.read(await file.text());
    } catch (e) {
      $("progress").textContent = t.unreadable(language === "zh" ? loulanTold(e.message, "内容无法读取") : e.message);
      $("progress").dataset.unreadable = "true";
      return;
    }
    delete $("progress").dataset.unreadable;
    const verdict = await loulanStatement.verify(bundle, (line, lines) => ($("progress").textContent = t.progress(line, lines)));
    show(bundle, verdict);
  };

  document.addEventListener("click", (event) => {
    const to = event.target.dataset?.language;
    if (to) {
      event.preventDefault();
      speak(to);
    }
  });
  $("file").addEventListener("change", () => $("file").files.length && check($("file").files[0]));
  speak(navigator.language.startsWith("zh") ? "zh" : "en");
})();

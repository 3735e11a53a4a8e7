// What the check finds wrong, told in Chinese; loaded by the page that a person reads.
"use strict";
const loulanTold = (() => {
  const SAID = [
    ["should be number %s", "应为第 %s 行"],
    ["gross: computed %s, the line says %s", "销售额应为 %s，该行为 %s"],
    ["exact share: computed %s, the line says %s", "精确份额应为 %s，该行为 %s"],
    ["share: computed %s, the line says %s", "份额应为 %s，该行为 %s"],
    ["amount: computed %s, the line says %s", "金额应为 %s，该行为 %s"],
    ["rounding: computed %s, the line says %s", "尾差应为 %s，该行为 %s"],
    ["in all %s is due for %s on shelf %s, posted is %s", "货架 %3$s 在 %2$s 共应入账 %1$s，实际为 %4$s"],
    ["a statement ends in one rounding line and the total", "对账单须以一行尾差和一行合计结束"],
    ["no day close of shelf %s on %s", "缺少货架 %s 在 %s 的日结"],
    ["agreement %s version %s is not there with its signatures", "没有协议 %s 第 %s 版及其签名"],
    ["agreement %s is not there with its signatures", "没有协议 %s 及其签名"],
    ["%s is no sale", "%s 不是销售"],
    ["%s was sold in another currency, %s", "%s 的币种为 %s"],
    ["no signed decision about %s is there", "没有关于 %s 的已签名裁定"],
    ["the decision about %s is not signed by the operator", "关于 %s 的裁定没有运营方的签名"],
    ["%s does not close %s of %s", "%1$s 不是 %3$s 在 %2$s 的日结"],
    ["%s does not belong to %s: the close of %s is entry %s", "%s 不属于 %s：%s 的日结是第 %s 条"],
    ["%s has no proof", "%s 没有证明"],
    ["%s is not proven by the log of %s", "设备 %2$s 的日志不能证明 %1$s"],
    ["agreement %s version %s is not signed by the %s %s", "协议 %s 第 %s 版没有 %s %s 的签名"],
    ["%s is there twice", "%s 出现两次"],
    ["%s is held and settled", "%s 既被暂扣又已结算"],
    ["the device counted %s sales of %s on %s, the statement has %s of %s", "设备在 %3$s 记录了 %1$s 笔共 %2$s，对账单有 %4$s 笔共 %5$s"],
    ["a line '%s' of %s for agreement %s version %s is missing", "缺少协议 %3$s 第 %4$s 版的“%1$s”行，金额 %2$s"],
    ["run %s of month %s has no lines", "%2$s 月第 %1$s 次结算没有明细"],
    ["a month's run does not end", "某次月结没有结束"],
    ["run %s of month %s is not named", "没有列出 %2$s 月第 %1$s 次结算"],
    ["%s is taken back and was not there", "%s 被撤回，但此前并不存在"],
    ["no line is a %s", "没有名为 %s 的行"],
    ["no %s was sold in %s", "%2$s 中没有售出 %1$s"],
    ["more is refunded than was sold", "退款数量超过销售数量"],
    ["No line of kind '%s'", "没有“%s”类型的行"],
    ["A statement bundle of this program has format %s", "本程序的对账单文件格式为 %s"],
    ["the shares of %s do not add up to 10000", "%s 的分成之和不是 10000"],
    ["No cost for %s", "没有 %s 的成本价"],
    ["the entry is not CBOR of this kind", "条目不是此类 CBOR"],
    ["the entry is cut", "条目不完整"],
    ["the entry is cut or too deep", "条目不完整或嵌套过深"],
    ["the entry holds an unknown value", "条目含有未知内容"],
    ["the entry has more bytes than content", "条目多出字节"],
    ["the entry has a version that this page does not know", "本页不认识该条目的版本"],
    ["a device's key is not written as a vkey", "设备密钥不是 vkey 格式"],
    ["a signature line cannot be read", "签名行无法读取"],
    ["claims add up to no whole minor units", "份额之和不是整数最小单位"],
    ["a number is no integer: %s", "数字不是整数：%s"],
    ["not base64", "不是 base64"],
  ];
  const fixed = (sentence) => sentence.replaceAll("%s", "").length;
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const known = SAID.map(([said, told]) => [new RegExp("^" + said.split("%s").map(escaped).join("(.*?)") + "$", "s"), told, fixed(said)])
    // Of two that fit, the one that says more itself.
    .sort((a, b) => b[2] - a[2]);

  /** The Chinese of a fault; of what is not known here, what it comes to. */
  return (what, otherwise = "无法由证明得出") => {
    for (const [pattern, told] of known) {
      const fits = pattern.exec(what);
      if (!fits) continue;
      let next = 0;
      return told.replace(/%(?:(\d)\$)?s/g, (_, place) => fits[place ?? ++next]);
    }
    return otherwise;
  };
})();

import { countedEn, countedZh, figure, span } from "./explain-figures.ts";
import { explainExclusion } from "./explain-limits.ts";
import type { Measure } from "./plan.ts";
import { plainName } from "./sentence.ts";
import type { NameOf, Sentence } from "./sentence.ts";

/** What would cure the shortage of this need, and how far. */
export function explainMeasure(
  measure: Measure,
  need: string,
  nameOf: NameOf = plainName,
): Sentence {
  const { zh, en } = cureWords(measure, nameOf);
  const { missingBefore: before, missingAfter: after } = measure;
  const unit = nameOf("unitOfNeed", need);
  return after === 0
    ? { zh: `${zh}，这一项可以不缺`, en: `${en}: nothing of this need be missing` }
    : {
        zh: `${zh}，缺口可从${countedZh(before, unit)}降到${countedZh(after, unit)}`,
        en: `${en}: ${countedEn(after, unit)} instead of ${figure(before)} need be missing`,
      };
}

/** The cure itself, without its effect. */
function cureWords(measure: Measure, nameOf: NameOf): Sentence {
  const { target, amount, code } = measure;
  const source = target.source === undefined ? "" : nameOf("source", target.source);
  switch (code) {
    case "EXTEND_DEADLINE": {
      const need = target.need === undefined ? "" : nameOf("need", target.need);
      const more = span(amount);
      return { zh: `“${need}”时限放宽${more.zh}`, en: `give “${need}” ${more.en} more` };
    }
    case "LOWER_FLOOR":
      return lowerFloor(measure, source, nameOf);
    case "ADD_CAPACITY": {
      const isVolume = target.dimension === "m3";
      return {
        zh: `${source}加${figure(amount)}${isVolume ? "立方米" : "公斤"}运力`,
        en: `add ${figure(amount)} ${isVolume ? "m³" : "kg"} of transport at ${source}`,
      };
    }
    case "OPEN_LANE": {
      const from = target.from === undefined ? "" : nameOf("source", target.from);
      const to = target.to === undefined ? "" : nameOf("place", target.to);
      return { zh: `抢通${from}到${to}的路`, en: `open the road from ${from} to ${to}` };
    }
    case "LIFT_FORBID":
      return lifted(target.reason ?? "", source);
    case "ADD_STOCK":
      return addStock(measure, source, nameOf);
  }
}

function lowerFloor({ target, amount }: Measure, source: string, nameOf: NameOf): Sentence {
  const item = target.item === undefined ? "" : nameOf("item", target.item);
  const unit = target.item === undefined ? "" : nameOf("unitOfItem", target.item);
  const keepers = (target.sources ?? []).map((one) => nameOf("source", one));
  const isJoint = keepers.length > 1;
  const [who, whoEn] = [keepers.join("、") || source, keepers.join(", ") || source];
  const [zh, en] = [countedZh(amount, unit), countedEn(amount, unit)];
  return {
    zh: `${who}${isJoint ? "合起来" : ""}的底线库存少留${zh}${item}`,
    en:
      `let ${whoEn} keep ${en} less${item === "" ? "" : ` of ${item}`}` +
      (isJoint ? " together" : ""),
  };
}

function addStock({ target, amount }: Measure, source: string, nameOf: NameOf): Sentence {
  const skills = target.capabilities ?? [];
  if (skills.length === 0) {
    const [item, unit] = [target.item ?? "", nameOf("unitOfItem", target.item ?? "")];
    return {
      zh: `给${source}再添${countedZh(amount, unit)}${nameOf("item", item)}`,
      en: `put ${countedEn(amount, unit)} more of ${nameOf("item", item)} into ${source}`,
    };
  }
  const names = skills.map((one) => nameOf("item", one));
  const each = skills.length > 1;
  return {
    zh:
      `${source}增派能“${names.join("”“")}”的队伍或机械` +
      `${each ? "各" : ""}${figure(amount)}支（台）`,
    en:
      `add ${countedEn(amount, "unit")} ${each ? "each " : ""}with ${names.join(", ")} ` +
      `at ${source}`,
  };
}

/** What has to happen before a rule no longer forbids it. */
const LIFTED: Readonly<Record<string, (source: string) => Sentence>> = {
  AGREEMENT: (source) => ({
    zh: `与${source}一方补签互助协议`,
    en: `sign an agreement that covers ${source}`,
  }),
  LICENCE: (source) => ({
    zh: `给${source}找到有资质的车辆或人员`,
    en: `find a licensed vehicle or crew for ${source}`,
  }),
  EARMARK: (source) => ({
    zh: `征得捐赠人同意，动用${source}的定向捐赠`,
    en: `ask the donor to free what is set aside at ${source}`,
  }),
  STALE_COUNT: (source) => ({
    zh: `${source}马上盘点核实`,
    en: `count the stock at ${source} now`,
  }),
  QUALITY_HOLD: (source) => ({
    zh: `${source}封存的批次检验放行`,
    en: `inspect and release what is held at ${source}`,
  }),
  IN_HAZARD_ZONE: (source) => ({
    zh: `警戒解除或获准后，从${source}出货`,
    en: `let ${source} out of the hazard zone send again`,
  }),
  NOT_INSURED: (source) => ({
    zh: `给${source}的队伍补办意外保险`,
    en: `insure the team at ${source}`,
  }),
  LENDER_REFUSED: (source) => ({
    zh: `请${source}重新考虑（已拒绝过）`,
    en: `ask ${source} again, which has refused`,
  }),
};

const lifted = (reason: string, source: string): Sentence =>
  LIFTED[reason]?.(source) ?? {
    zh: `放开对${source}的限制：${explainExclusion(reason).zh}`,
    en: `lift what stands against ${source}: ${explainExclusion(reason).en}`,
  };

import { cureWords } from "./explain-cures.ts";
import type { Limit, Line, Measure, ProblemError, Reason, Warning } from "./plan.ts";
import type { NameOf, Sentence } from "./sentence.ts";

const plainName: NameOf = (_, id) => id;

/** Why this line of the plan and not the next best one. */
export function explainReason(
  reason: Reason,
  line: Pick<Line, "source" | "need">,
  nameOf: NameOf = plainName,
): Sentence {
  const source = nameOf("source", line.source);
  const other = reason.other === undefined ? "" : nameOf("source", reason.other);
  const own = tidy(reason.figure);
  const next = tidy(reason.next ?? 0);
  switch (reason.code) {
    case "NEAREST_ELIGIBLE":
      return {
        zh: `${source}最快：${own}分钟到，次快的${other}要${next}分钟`,
        en: `${source} is fastest: there in ${own} min; next is ${other} with ${next} min`,
      };
    case "ONLY_SOURCE":
      return onlySource(source, reason);
    case "SOONEST_EXPIRY":
      return soonest(own, reason);
    case "LEGAL_ORDER":
      return {
        zh: `调用顺序在先：${source}第${own}级，${other}第${next}级`,
        en: `first in legal order: ${source} has rank ${own}, ${other} has rank ${next}`,
      };
    case "PINNED":
      return { zh: `其中${own}件已经批准，不再变动`, en: `${own} of these are approved already` };
    case "KEPT_FROM_PREVIOUS":
      return { zh: `沿用上一方案的${own}件，少折腾`, en: `${own} are kept from the earlier plan` };
    case "CHEAPEST":
      return {
        zh: `${source}最省：每件${own}，${other}每件${next}`,
        en: `${source} is cheapest: ${own} a piece; ${other} would be ${next}`,
      };
    case "FEWER_SENDERS":
      return {
        zh: `${source}这条线路已经在用（${own}项），换一家要多开一条`,
        en: `${source}'s lane carries ${own} lines already; any other source would open a new one`,
      };
  }
}

function onlySource(source: string, reason: Reason): Sentence {
  const others = reason.next ?? 0;
  return others === 0
    ? { zh: `只有${source}能供`, en: `only ${source} can send this` }
    : {
        zh: `只有${source}还有货，另外${others}家能供的都已调空`,
        en: `only ${source} has any left; ${others} other sources are used up`,
      };
}

const soonest = (own: string, reason: Reason): Sentence =>
  reason.next === undefined
    ? { zh: `${own}分钟后到期，先用`, en: `it expires in ${own} min, so it goes first` }
    : {
        zh: `先到期先出：${own}分钟后到期，下一批${tidy(reason.next)}分钟后`,
        en: `first to expire goes first: in ${own} min; the next lot in ${tidy(reason.next)} min`,
      };

const EXCLUSIONS: Readonly<Record<string, Sentence>> = {
  ROAD: { zh: "路不通", en: "no open road" },
  DEADLINE: { zh: "赶不上时限", en: "it would arrive too late" },
  SHELF_LIFE: { zh: "到货时保质期不够", en: "too little shelf life on arrival" },
  AGREEMENT: { zh: "没有有效的互助协议", en: "no agreement in force" },
  LICENCE: { zh: "没有运输或使用许可", en: "no licence for it" },
  EARMARK: { zh: "捐赠人指定了用途", en: "the donor set it aside" },
  STALE_COUNT: { zh: "盘点数据太旧，不敢用", en: "the count is too old to rely on" },
  QUALITY_HOLD: { zh: "质量待检，暂时封存", en: "held back for quality" },
  IN_HAZARD_ZONE: { zh: "在警戒区里，出不来", en: "inside the hazard zone" },
};

/** Why a pair may not be used; an unknown reason is quoted, never dropped. */
export const explainExclusion = (code: string): Sentence =>
  EXCLUSIONS[code] ?? { zh: `规定不准用（${code}）`, en: `a rule forbids it (${code})` };

/** What keeps goods from a short need. */
export function explainLimit(limit: Limit, nameOf: NameOf = plainName): Sentence {
  const source = limit.source === undefined ? "" : nameOf("source", limit.source);
  const n = tidy(limit.quantity);
  switch (limit.code) {
    case "NO_STOCK":
      if (limit.capability !== undefined) {
        const skill = nameOf("item", limit.capability);
        return {
          zh: `全区能“${skill}”的队伍和机械不够，差${n}`,
          en: `too few units anywhere have ${skill}: ${n} short`,
        };
      }
      return { zh: `全区都没有这么多，差${n}`, en: `there is not that much anywhere: ${n} short` };
    case "FLOOR":
      return {
        zh: `${source}要留底线库存，压着${n}`,
        en: `${source} must keep its floor, which holds back ${n}`,
      };
    case "CAPACITY":
      return {
        zh: `${source}运力不够，${n}装不下`,
        en: `${source} has no vehicles for another ${n}`,
      };
    case "SHARED_WITH": {
      const other = limit.need === undefined ? "" : nameOf("need", limit.need);
      return {
        zh: `${source}有${n}给了“${other}”`,
        en: `${n} from ${source} went to “${other}”`,
      };
    }
    default: {
      const why = explainExclusion(limit.code);
      return { zh: `${source}有${n}用不上：${why.zh}`, en: `${n} at ${source}: ${why.en}` };
    }
  }
}

/** What would cure a shortage, and how far. */
export function explainMeasure(measure: Measure, nameOf: NameOf = plainName): Sentence {
  const { zh, en } = cureWords(measure, nameOf);
  const { missingBefore, missingAfter } = measure;
  return missingAfter === 0
    ? { zh: `${zh}，就不缺了`, en: `${en}: nothing would be missing` }
    : {
        zh: `${zh}，缺口从${missingBefore}降到${missingAfter}`,
        en: `${en}: ${missingAfter} instead of ${missingBefore} would be missing`,
      };
}

/** What a reader should know though the plan stands. */
export function explainWarning(warning: Warning, nameOf: NameOf = plainName): Sentence {
  const source = warning.source === undefined ? "" : nameOf("source", warning.source);
  const need = warning.need === undefined ? "" : nameOf("need", warning.need);
  if (warning.code === "PREVIOUS_LOST")
    return {
      zh: `上一方案里${source}给“${need}”的一笔已不能用`,
      en: `the earlier line from ${source} to “${need}” is no longer possible`,
    };
  if (warning.code === "PIN_AGAINST_FLOOR")
    return {
      zh: `${source}已批准的数量动了底线库存`,
      en: `what is approved at ${source} goes below its floor`,
    };
  const why = explainExclusion(warning.code.replace(/^PIN_AGAINST_/, ""));
  return {
    zh: `${source}给“${need}”的一笔已批准，照办，但${why.zh}`,
    en: `the approved line from ${source} to “${need}” stands, though: ${why.en}`,
  };
}

const ERRORS_ZH: Readonly<Record<string, string>> = {
  UNKNOWN_KEY: "没有这个字段",
  MISSING_KEY: "缺少这个字段",
  WRONG_TYPE: "类型不对",
  OUT_OF_RANGE: "超出允许范围",
  UNKNOWN_WORD: "不是允许的取值",
  EITHER_OR: "两者必选其一，且只能选其一",
  DUPLICATE: "重复了",
  UNKNOWN_REFERENCE: "文件里没有这个编号",
  TOO_LARGE: "数字太大，算不准",
  GROUPS_CROSS: "同一物资的底线分组只能嵌套或分开",
  PIN_UNFIT: "已批准的东西用不到这项需求上",
  PIN_NO_LANE: "已批准的这一笔没有线路",
  PIN_NOT_WHOLE: "代用品要按整组发",
  PIN_OVER_STOCK: "已批准的超过库存",
  PIN_OVER_NEED: "已批准的超过需求",
  PIN_OVER_CAPACITY: "已批准的超过运力",
};

/** What is wrong with a file, and where. */
export const explainError = (error: ProblemError): Sentence => ({
  zh: `${error.path || "/"}：${ERRORS_ZH[error.code] ?? "格式不对"}`,
  en: `${error.path || "/"}: ${error.message}`,
});

/** Figures are for people: at most two decimals. */
const tidy = (figure: number) => String(Math.round(figure * 100) / 100);

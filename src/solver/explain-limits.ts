import { countedEn, countedZh, figure } from "./explain-figures.ts";
import type { Excluded, Limit, Shortage } from "./plan.ts";
import { plainName } from "./sentence.ts";
import type { NameOf, Sentence } from "./sentence.ts";

const EXCLUSIONS: Readonly<Record<string, Sentence>> = {
  ROAD: { zh: "路不通", en: "no open road" },
  DEADLINE: { zh: "赶不上时限", en: "it would arrive too late" },
  SHELF_LIFE: { zh: "到货时保质期不够", en: "too little shelf life on arrival" },
  AGREEMENT: { zh: "没有有效的互助协议", en: "no agreement in force" },
  LICENCE: { zh: "没有具备资质的车辆或人员", en: "no licensed vehicle or crew" },
  EARMARK: { zh: "捐赠人指定了别的用途", en: "the donor set it aside for something else" },
  STALE_COUNT: { zh: "盘点数据太旧，不敢用", en: "the count is too old to rely on" },
  QUALITY_HOLD: { zh: "质量待检，暂时封存", en: "held back for quality" },
  IN_HAZARD_ZONE: { zh: "在警戒区里，出不来", en: "inside the hazard zone" },
  NOT_INSURED: { zh: "人身意外保险失效", en: "accident insurance has lapsed" },
  LENDER_REFUSED: { zh: "出借单位已经拒绝", en: "its lender has refused" },
};

/** Why a pair may not be used; an unknown reason is quoted, never dropped. */
export const explainExclusion = (code: string): Sentence =>
  EXCLUSIONS[code] ?? { zh: `规定不准用（${code}）`, en: `a rule forbids it (${code})` };

/** Why not that one: a row of the exclusion ledger as a whole sentence. */
export function explainExcluded(row: Excluded, nameOf: NameOf = plainName): Sentence {
  const [source, need] = [nameOf("source", row.source), nameOf("need", row.need)];
  const why = explainExclusion(row.code);
  return {
    zh: `${source}不能给“${need}”：${why.zh}`,
    en: `nothing from ${source} for “${need}”: ${why.en}`,
  };
}

/** What keeps goods from this short need; a quantity is never more than what would help it. */
export function explainLimit(limit: Limit, need: string, nameOf: NameOf = plainName): Sentence {
  const source = limit.source === undefined ? "" : nameOf("source", limit.source);
  const unit = nameOf("unitOfNeed", need);
  const [zh, en] = [countedZh(limit.quantity, unit), countedEn(limit.quantity, unit)];
  switch (limit.code) {
    case "NO_STOCK":
      return noStock(limit, zh, en, nameOf);
    case "FLOOR":
      return {
        zh: `${source}要留底线库存，能顶上的${zh}动不得`,
        en: `${source} must keep its floor: ${en} that would help have to stay`,
      };
    case "CAPACITY":
      return {
        zh: `${source}运力不够，能顶上的${zh}装不下`,
        en: `${source} has no transport left for ${en} that would help`,
      };
    case "SHARED_WITH":
      return sharedWith(limit, source, zh, en, nameOf);
    default: {
      const why = explainExclusion(limit.code);
      return {
        zh: `${source}能顶上的${zh}用不上：${why.zh}`,
        en: `${en} at ${source} that would help cannot be used: ${why.en}`,
      };
    }
  }
}

function noStock(limit: Limit, zh: string, en: string, nameOf: NameOf): Sentence {
  if (limit.capability === undefined)
    return {
      zh: `全区剩下的全用上，也还差${zh}`,
      en: `with all that is left anywhere, ${en} would still be missing`,
    };
  const skill = nameOf("item", limit.capability);
  const [short, shortEn] = [countedZh(limit.quantity, "支"), countedEn(limit.quantity, "unit")];
  return {
    zh: `全区剩下的队伍和机械全用上，能“${skill}”的也还差${short}`,
    en: `with all that is left anywhere, ${shortEn} with ${skill} would still be missing`,
  };
}

function sharedWith(
  limit: Limit,
  source: string,
  zh: string,
  en: string,
  nameOf: NameOf,
): Sentence {
  const other = limit.need === undefined ? "" : nameOf("need", limit.need);
  const priority = nameOf("priorityOfNeed", limit.need ?? "");
  return {
    zh: `${source}能顶上的${zh}给了“${other}”${priority === "" ? "" : `（优先级${priority}）`}`,
    en:
      `${en} at ${source} that would help went to “${other}”` +
      (priority === "" ? "" : ` (priority ${priority})`),
  };
}

/** Rows that say the same of one source are one to a reader: its lots together. */
export function gatherLimits(limits: readonly Limit[], missing: number): Limit[] {
  const gathered = new Map<string, Limit>();
  for (const limit of limits) {
    const key = JSON.stringify([limit.code, limit.source, limit.need, limit.capability]);
    const before = gathered.get(key);
    if (before === undefined) gathered.set(key, limit);
    else {
      const { code, source, need } = limit;
      const quantity = Math.min(missing, before.quantity + limit.quantity);
      gathered.set(key, {
        code,
        ...(source ? { source } : {}),
        ...(need ? { need } : {}),
        quantity,
      });
    }
  }
  return [...gathered.values()];
}

/** What the rows leave out is told by number and reason, so that nobody takes them for all. */
export function explainLimitsBeyond(beyond: NonNullable<Shortage["limitsBeyond"]>): Sentence {
  const count = beyond.reduce((sum, row) => sum + row.count, 0);
  const why = (code: string) => OWN[code] ?? explainExclusion(code);
  const list = (locale: keyof Sentence, gap: string) =>
    beyond.map((row) => `${why(row.code)[locale]} ${figure(row.count)}`).join(gap);
  return {
    zh: `另有${figure(count)}条较小的没有列出：${list("zh", "，")}`,
    en: `${figure(count)} smaller ones are not listed: ${list("en", "; ")}`,
  };
}

const OWN: Readonly<Record<string, Sentence>> = {
  NO_STOCK: { zh: "存量不够", en: "too little anywhere" },
  FLOOR: { zh: "要留底线", en: "kept as a floor" },
  CAPACITY: { zh: "运力不够", en: "no transport left" },
  SHARED_WITH: { zh: "给了别的需求", en: "gone to other needs" },
};

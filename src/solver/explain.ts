import { countedEn, countedZh, figure, shelf, span } from "./explain-figures.ts";
import { explainExclusion } from "./explain-limits.ts";
import type { Line, Reason, Warning } from "./plan.ts";
import { plainName } from "./sentence.ts";
import type { NameOf, Sentence } from "./sentence.ts";

type Spoken = Pick<Line, "source" | "need" | "item">;

/** Why this line of the plan and not the next best one. */
export function explainReason(reason: Reason, line: Spoken, nameOf: NameOf = plainName): Sentence {
  const source = nameOf("source", line.source);
  const other = reason.other === undefined ? "" : nameOf("source", reason.other);
  const { figure: own, next = 0 } = reason;
  switch (reason.code) {
    case "NEAREST_ELIGIBLE":
      return nearest(source, other, span(own), span(next));
    case "ONLY_SOURCE":
      return onlySource(source, next);
    case "SOONEST_EXPIRY":
      return soonest(reason);
    case "LEGAL_ORDER":
      return {
        zh: `按调用顺序${source}在先：${rankZh(own)}，${other}是${rankZh(next)}`,
        en: `first in legal order: ${source} is ${rankEn(own)}, ${other} is ${rankEn(next)}`,
      };
    case "PINNED":
    case "KEPT_FROM_PREVIOUS":
      return heldFast(reason, line, nameOf);
    case "CHEAPEST":
      return cheapest(reason, line, nameOf);
    case "FEWER_SENDERS":
      return {
        zh: `${source}到那里的路线已经在用（共${figure(own)}笔），换别家要多开一条线`,
        en: `${source} sends there anyway (${figure(own)} lines); any other would open a new lane`,
      };
    case "FULLEST":
      return fullest(reason, line, nameOf);
    case "ON_BALANCE":
      return onBalance(source, other, span(own), span(next));
  }
}

/** Only what still has something to give is an alternative: so much is said, and no more. */
const nearest = (source: string, other: string, own: Sentence, next: Sentence): Sentence => ({
  zh: `${source}${own.zh}能到，比其他还能调的都早；次早的${other}要${next.zh}`,
  en:
    `${source} can be there in ${own.en}, before any other with something left; ` +
    `the next, ${other}, needs ${next.en}`,
});

const onBalance = (source: string, other: string, own: Sentence, next: Sentence): Sentence => ({
  zh:
    `单看这一行，${source}（${own.zh}到）不比还能调的${other}（${next.zh}到）强；` +
    `这样排，整个方案才最好`,
  en:
    `taken alone, ${source} (there in ${own.en}) is no better than ${other} (${next.en}), which ` +
    `has some left; the plan as a whole is better so`,
});

function onlySource(source: string, others: number): Sentence {
  if (others === 0)
    return { zh: `够条件的只有${source}一家`, en: `${source} is the only one that can send this` };
  const who =
    others === 1
      ? "the other source that could send this has"
      : `the ${figure(others)} other sources that could send this have`;
  return {
    zh: `其他${figure(others)}家够条件的都已没有可调的，${source}的也要用上`,
    en: `${who} none left to give, so ${source} is needed too`,
  };
}

function soonest({ figure: own, next }: Reason): Sentence {
  const first = shelf(own, next);
  if (next === undefined)
    return {
      zh: `先到期先出：这批${first.zh}后到期，同库另一批长期可存`,
      en: `what expires first goes first: in ${first.en}; another lot there keeps for ever`,
    };
  const later = shelf(next, own);
  return {
    zh: `先到期先出：这批${first.zh}后到期，同库下一批要${later.zh}后`,
    en: `what expires first goes first: in ${first.en}; the next lot there in ${later.en}`,
  };
}

function heldFast({ code, figure: own }: Reason, line: Spoken, nameOf: NameOf): Sentence {
  const unit = line.item === undefined ? nameOf("unitOfNeed", line.need) : unitOf(line, nameOf);
  const [zh, en] = [countedZh(own, unit), countedEn(own, unit)];
  return code === "PINNED"
    ? { zh: `其中${zh}已经批准，不再变动`, en: `${en} of these ${be(own)} approved already` }
    : { zh: `沿用上一方案的${zh}，少变动`, en: `${en} ${be(own)} kept from the earlier plan` };
}

const be = (count: number) => (count === 1 ? "is" : "are");
const unitOf = ({ item }: Spoken, nameOf: NameOf) => nameOf("unitOfItem", item ?? "");

function cheapest(reason: Reason, line: Spoken, nameOf: NameOf): Sentence {
  const source = nameOf("source", line.source);
  const other = nameOf("source", reason.other ?? "");
  const [own, next] = [figure(reason.figure), figure(reason.next ?? 0)];
  const unit = nameOf("unitOfNeed", line.need);
  const cost = nameOf("unitOfCost", "");
  const each = unit === "" ? "件" : unit;
  return {
    zh: `${source}最省：每${each}${own}${cost}，还能调的里次省的${other}要${next}${cost}`,
    en:
      `${source} costs least: ${own}${cost === "" ? "" : ` ${cost}`} for each` +
      `${unit === "" ? "" : ` ${countedEn(1, unit).slice(2)}`}; ` +
      `the next with some left, ${other}, ${next}`,
  };
}

function fullest(reason: Reason, line: Spoken, nameOf: NameOf): Sentence {
  const source = nameOf("source", line.source);
  const other = nameOf("source", reason.other ?? "");
  const unit = nameOf("unitOfNeed", line.need);
  const { figure: own, next = 0 } = reason;
  return {
    zh:
      `${source}一家就出${countedZh(own, unit)}；不比它晚、还能调的里，最多的${other}也只顶得上` +
      `${countedZh(next, unit)}，换了要多找一家`,
    en:
      `${source} gives ${countedEn(own, unit)} by itself; of those with some left and no later, ` +
      `${other} could fill in ${figure(next)} at most, so it would take one sender more`,
  };
}

/** The legal order of drawing on a source; what lies beyond is told by its number alone. */
const RANKS: readonly Sentence[] = [
  { zh: "本级", en: "own level" },
  { zh: "上级或互助协议", en: "superior or pact" },
  { zh: "代储或合同", en: "custodial or contract" },
  { zh: "慈善，须征得同意", en: "charity by consent" },
  { zh: "征用", en: "requisition" },
];

const rankZh = (rank: number): string => {
  const word = RANKS[rank - 1]?.zh;
  return `第${figure(rank)}顺位${word === undefined ? "" : `（${word}）`}`;
};

const rankEn = (rank: number): string => {
  const word = RANKS[rank - 1]?.en;
  return `number ${figure(rank)}${word === undefined ? "" : ` (${word})`}`;
};

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
      zh: `${source}已批准的数量动了底线库存，照办，请知悉`,
      en: `what is approved at ${source} goes below its floor; it stands`,
    };
  const why = explainExclusion(warning.code.replace(/^PIN_AGAINST_/, ""));
  return {
    zh: `${source}给“${need}”的一笔已批准，照办，但${why.zh}`,
    en: `the approved line from ${source} to “${need}” stands, though: ${why.en}`,
  };
}

import { countedEn, countedZh, figure } from "./explain-figures.ts";
import type { Certificate, Plan, Shortage } from "./plan.ts";
import { plainName } from "./sentence.ts";
import type { NameOf, Sentence } from "./sentence.ts";

/** Why no plan could miss less, in a sum that a clerk can make again. */
export function explainCertificate(
  certificate: Certificate,
  need: string,
  nameOf: NameOf = plainName,
): Sentence {
  if (certificate.needs.length === 0)
    return {
      zh: "没有能用加减法核对的证明，这里不作断言",
      en: "no sum that a clerk could make proves this; nothing is claimed",
    };
  if (certificate.prices !== undefined) return byPrices(certificate, need, nameOf);
  return byCount(certificate, need, nameOf);
}

/** The proof itself, where a shortage names another's. */
export const proofBehind = ({ certificate }: Shortage, { shortages }: Plan): Certificate =>
  certificate.like === undefined
    ? certificate
    : (shortages.find(({ need }) => need === certificate.like)?.certificate ?? certificate);

function byCount(certificate: Certificate, need: string, nameOf: NameOf): Sentence {
  const { needs, demand, supply, missing, capability } = certificate;
  const goods = unitOfAll(needs, need, nameOf);
  const skill = capability === undefined ? "" : nameOf("item", capability);
  const [zh, en] = skill === "" ? ["", ""] : [`能“${skill}”的队伍或机械`, ` with ${skill}`];
  // Of sets it is units that are counted, one for each.
  const [unit, unitEn] = capability === undefined ? [goods, goods] : ["支", "unit"];
  const who = wanting(needs.length);
  const [end, endEn] = [atLeast(missing, unit).zh, atLeast(missing, unitEn).en];
  const all = needs.length > 1 ? " in all" : "";
  return {
    zh:
      `${who.zh}${countedZh(demand, unit)}${zh}，按时能到、又能动用的合起来` +
      `${supply === 0 ? "一点没有" : `只有${countedZh(supply, unit)}`}，${end}`,
    en:
      `${who.en} ${countedEn(demand, unitEn)}${en}${all}; all that can be used and be there ` +
      `in time is ${supply === 0 ? "nothing" : figure(supply)}: ${endEn}`,
  };
}

const wanting = (needs: number): Sentence =>
  needs === 1
    ? { zh: "要", en: "it wants" }
    : { zh: `这${figure(needs)}项需求一共要`, en: `these ${figure(needs)} needs want` };

const atLeast = (missing: number, unit: string): Sentence => ({
  zh: `所以至少缺${countedZh(missing, unit)}，怎么调都一样`,
  en:
    `at least ${countedEn(missing, unit)} ${missing === 1 ? "is" : "are"} missing ` +
    `whatever one does`,
});

/** Needs may be of several items, one for one in place of another: a unit for all, or none. */
function unitOfAll(needs: readonly string[], need: string, nameOf: NameOf): string {
  const own = nameOf("unitOfNeed", need);
  return needs.every((one) => nameOf("unitOfNeed", one) === own) ? own : "";
}

/** Sums of floats miss whole numbers by a hair. */
const HAIR = 1e-6;

/**
 * Where a capacity or an uneven ratio binds, pieces are added up at prices. Where all of a need or
 * of needs alike have one price, the sums are those of pieces after all.
 */
function byPrices(certificate: Certificate, need: string, nameOf: NameOf): Sentence {
  const { needs, prices, demand, supply, missing } = certificate;
  const [first = 1, ...others] = prices?.needs ?? [];
  const unit = unitOfAll(needs, need, nameOf);
  const isOne = others.every((price) => price === first) && (needs.length === 1 || unit !== "");
  if (!isOne) return inPoints(certificate, nameOf);
  const [wants, gets] = [demand / first, supply / first];
  const [who, end] = [wanting(needs.length), atLeast(Math.ceil(missing / first - HAIR), unit)];
  const isOnly = needs.length === 1;
  return {
    zh:
      `${isOnly ? "" : `${moreUrgent.zh}，`}${who.zh}${countedZh(wants, unit)}；按代用比例和` +
      `运力折算，按时能到、又能动用的最多合${countedZh(gets, unit)}，${end.zh}`,
    en:
      `${isOnly ? "" : `${moreUrgent.en}, `}${who.en} ${countedEn(wants, unit)}` +
      `${isOnly ? "" : " in all"}; substitutes and transport taken into account, all that can be ` +
      `used and be there in time comes to ${figure(gets)} at most: ${end.en}`,
  };
}

/** A proof of one priority takes what is more urgent as it is. */
const moreUrgent: Sentence = {
  zh: "更急的按已分到的算",
  en: "with more urgent needs counted as they are served",
};

/** Beyond these a list of prices would be longer than anyone reads. */
const PRICES_SAID = 4;

/** Needs of unlike goods: each piece counts by its weight, in points. */
function inPoints({ needs, prices, demand, supply, missing }: Certificate, nameOf: NameOf) {
  const said = needs.slice(0, PRICES_SAID).map((need, index) => {
    const [name, unit] = [nameOf("need", need), nameOf("unitOfNeed", need)];
    const price = figure(prices?.needs[index] ?? 0);
    return {
      zh: `“${name}”每${unit === "" ? "件" : unit}${price}分`,
      en: `“${name}” ${price} for each${unit === "" ? "" : countedEn(1, unit).slice(1)}`,
    };
  });
  const more = needs.length > PRICES_SAID;
  return {
    zh:
      `几项需求争同样的货或运力，按轻重折成分数来加（${moreUrgent.zh}）：` +
      `${said.map(({ zh }) => zh).join("，")}${more ? "等" : ""}；` +
      `共要${figure(demand)}分，能到的最多合${figure(supply)}分，` +
      `所以至少缺${figure(missing)}分，怎么调都一样`,
    en:
      `these needs draw on the same goods or transport, so pieces are added up in points by ` +
      `their weight, ${moreUrgent.en}: ` +
      `${said.map(({ en }) => en).join(", ")}${more ? " and others" : ""}; ` +
      `${figure(demand)} wanted, ${figure(supply)} at most can arrive: at least ` +
      `${figure(missing)} are missing whatever one does`,
  };
}

import type {
  BriefedGaps,
  BriefedItem,
  BriefedOwed,
  BriefingContent,
} from "../../schema/shapes/briefing.ts";
import { dutyOf } from "../../schema/words/replenishment.ts";
import { compare } from "../kernel/compare.ts";
import { daysBetween } from "../kernel/day.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";
import { ageInDays } from "../reserves/gap.rules.ts";
import type { PositionRow } from "../reserves/reserves.model.ts";
import type { BriefingFacts, Conference, ItemName, Standing } from "./briefing.model.ts";

const topGaps = 10;

/** Whole days by which a day has passed; 0: not yet. */
export const daysOverdue = (dueOn: string, today: string): number =>
  Math.max(0, daysBetween(dueOn, today));

/** `LX-2026-0003`: the third of the hub's year. */
export const briefingNumber = (year: string, nth: number): string =>
  `LX-${year}-${String(nth).padStart(4, "0")}`;

export function textRefusals(text: string, path: string, most: number): Refusal[] {
  const plain = text.trim();
  const fits =
    plain !== "" && Array.from(plain).length <= most && !/\p{Cc}/u.test(plain.replace(/\n/g, ""));
  return fits ? [] : [refusal("INVALID_INPUT", path, { why: `1–${most} characters` })];
}

export interface Heading extends Standing {
  readonly number: string;
  readonly titleZh: string;
  readonly issuer: { readonly id: string; readonly nameZh: string };
  readonly recordedAt: Date;
  readonly today: string;
  readonly previous: { readonly number: string; readonly digest: string } | null;
}

/** The one rule that makes a briefing of what was read: order, sums and ages are its own. */
export function contentOf(
  { recordedAt, ...heading }: Heading,
  { kind, code, nameZh, nameEn, codes }: Conference,
  facts: BriefingFacts,
): BriefingContent {
  const { today } = heading;
  const late = <Row extends { readonly dueOn: string }>(row: Row) => ({
    ...row,
    daysOverdue: daysOverdue(row.dueOn, today),
  });
  return {
    format: 1,
    ...heading,
    recordedAt: recordedAt.toISOString(),
    subject: { kind, code, nameZh, nameEn },
    position: positionOf(facts, today),
    gaps: gapsOf(facts, today),
    incidents: facts.incidents.map((row) => ({
      ...row,
      needs: facts.needs
        .filter(({ incidentId }) => incidentId === row.id)
        .map(
          ({ code: wanted, nameZh: name, unit, needs, asked, promised, received, declaredAt }) => ({
            ...{ code: wanted, nameZh: name, unit, needs, asked, promised, received, declaredAt },
          }),
        ),
    })),
    onTheWay: facts.onTheWay,
    owed: owedOf(facts.owed, codes),
    overdue: facts.overdue.map(late).toSorted((a, b) => b.daysOverdue - a.daysOverdue),
    kpis: facts.kpis,
    resolutions: facts.resolutions,
    supervision: facts.supervision.map(late),
    decisions: facts.decisions,
  };
}

const nameOf = (items: readonly ItemName[], sku: string): ItemName =>
  items.find(({ item }) => item === sku) ?? { item: sku, nameZh: sku, unit: "" };

/** A count's instant and its age; a part that was never counted is told beside it. */
const agedOf = (countedAt: Date | null, today: string) => ({
  countedAt: countedAt?.toISOString() ?? null,
  ageDays: countedAt === null ? null : ageInDays(countedAt, today),
});

/** Items over all regions; a sum of which a part is unknown is unknown. */
function positionOf(facts: BriefingFacts, today: string): BriefedItem[] {
  const skus = new Set([...facts.position, ...facts.out].map(({ item }) => item));
  return [...skus].toSorted(compare).map((sku) => {
    const rows = facts.position.filter(({ item }) => item === sku);
    // A region that has a target and no lots has nothing there: its part is not unknown.
    const stocked = rows.filter(({ lots }) => lots > 0);
    const total = (of: (row: PositionRow) => number | null) => sumOf(stocked.map(of));
    const counts = rows.flatMap(({ countedAt }) => (countedAt === null ? [] : [countedAt]));
    const oldest = counts.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
    const targets = rows.flatMap(({ target }) => (target === null ? [] : [target]));
    return {
      ...nameOf(facts.items, sku),
      onHand: total(({ onHand }) => onHand),
      held: total(({ held }) => held),
      out: facts.out.find(({ item }) => item === sku)?.quantity ?? null,
      target: sumOf(targets),
      uncountedLots: rows.reduce((sum, { uncountedLots }) => sum + uncountedLots, 0),
      ...agedOf(oldest, today),
    };
  });
}

const sumOf = (parts: readonly (number | null)[]): number | null =>
  parts.length === 0 || parts.includes(null)
    ? null
    : parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);

/** The worst first: by the share that is missing, because pieces and litres do not compare. */
function gapsOf({ short, unknownTargets, items }: BriefingFacts, today: string): BriefedGaps {
  const share = (row: { readonly gap: number | null; readonly target: number }) =>
    (row.gap ?? 0) / Math.max(1, row.target);
  const worst = short.toSorted(
    (a, b) => share(b) - share(a) || compare(a.depotId, b.depotId) || compare(a.item, b.item),
  );
  return {
    short: short.length,
    unknown: unknownTargets,
    top: worst.slice(0, topGaps).map(({ item, depotId, target, usable, gap, ...row }) => ({
      ...nameOf(items, item),
      ...{ depot: depotId, target, usable, gap: gap ?? 0, uncountedLots: row.uncountedLots },
      ...agedOf(row.countedAt, today),
    })),
  };
}

/** Cells of which one side lies in the conference's prefectures. */
function owedOf(rows: BriefingFacts["owed"], codes: readonly string[]): BriefedOwed[] {
  const here = new Set(codes.map((code) => `${code.slice(0, 4)}00`));
  return rows
    .filter((row) => here.has(row.debtorRegion) || here.has(row.creditorRegion))
    .map(({ itemCode: item, ...row }) => ({ ...row, item, duty: dutyOf[row.kind] }));
}

export type Cited = Pick<BriefingContent, "number" | "titleZh" | "subject" | "issuer" | "hub"> &
  Pick<BriefingContent, "recordedAt" | "feedSeq">;

/** How the paper is cited, so that whoever reads the citation finds the same figures. */
export function citationOf(cited: Cited, digest: string, locale: "zh" | "en"): string {
  const { number, titleZh, subject, issuer, recordedAt, feedSeq, hub } = cited;
  const drill = hub === "EXERCISE";
  return locale === "zh"
    ? `${drill ? "【演练】" : ""}《${titleZh}》,联席会议简报 ${number},${subject.nameZh},` +
        `${issuer.nameZh}出具,${recordedAt}(UTC),动态序号 ${feedSeq},SHA-256 ${digest}`
    : `${drill ? "[EXERCISE] " : ""}“${titleZh}”, joint conference briefing ${number}, ` +
        `${subject.nameEn}, issued by ${issuer.nameZh}, ${recordedAt}, feed ${feedSeq}, ` +
        `SHA-256 ${digest}`;
}

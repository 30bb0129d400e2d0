import { word } from "../../schema/words/word.ts";
import { needState } from "../../schema/words/incidents.ts";
import { refusal, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { NeedLine, NeedRow, NeedState, NeedWords } from "./need.model.ts";

type Figures = Pick<NeedRow, "quantity" | "received" | "withdrawnAt" | "lapsesAt">;

/** The state of a need at an instant. MET counts what was received, never what was promised. */
export function needStateOf(need: Figures, now: Date): NeedState {
  if (need.withdrawnAt !== null) return "WITHDRAWN";
  if (need.received >= need.quantity) return "MET";
  if (need.lapsesAt !== null && need.lapsesAt <= now) return "EXPIRED";
  return need.received > 0 ? "PARTLY_MET" : "OPEN";
}

/** Whether goods are still looked for. */
export const isWanted = (need: Figures, now: Date): boolean =>
  ["OPEN", "PARTLY_MET"].includes(needStateOf(need, now));

/** Whether its requester does not ask for it any more. */
export const isOver = (need: Figures, now: Date): boolean =>
  ["WITHDRAWN", "EXPIRED"].includes(needStateOf(need, now));

/** What nobody has promised yet, in the need's unit. */
export const unpromised = ({ quantity, promised }: Pick<NeedRow, "quantity" | "promised">) =>
  Math.max(0, quantity - promised);

/** Which states each of the two actions needs; anything else is a typed refusal. */
const allowed: Readonly<Record<"WITHDRAW" | "RENEW", readonly NeedState[]>> = {
  WITHDRAW: ["OPEN", "PARTLY_MET", "EXPIRED"],
  RENEW: ["OPEN", "PARTLY_MET", "EXPIRED"],
};
const acts = {
  WITHDRAW: word("撤回需求", "withdraw it"),
  RENEW: word("续报需求", "renew it"),
} as const;

export function mayChange(
  need: Figures,
  action: "WITHDRAW" | "RENEW",
  now: Date,
): Outcome<NeedState> {
  const state = needStateOf(need, now);
  if (allowed[action].includes(state)) return ok(state);
  return refuseFor("ILLEGAL_TRANSITION", "", { state: needState[state], action: acts[action] });
}

/**
 * How long an undated need stays open after its declaration, its deadline or its renewal.
 * A house rule, not law: long enough for a weekend, short enough that dead needs go away.
 */
export const needLapsesAfterHours = 72;
const hourMs = 3_600_000;

export const lapseAfter = (declared: Date, deadlineAt: Date | null): Date =>
  new Date(
    Math.max(declared.getTime(), deadlineAt?.getTime() ?? 0) + needLapsesAfterHours * hourMs,
  );

export const needLinesMax = 200;
const quantityMax = 1_000_000_000;
const shelfMaxMinutes = 10 * 366 * 1440;

/** Everything that is wrong with a list of needs, each with the path of its field. */
export function declareRefusals(lines: readonly NeedLine[], words: NeedWords): readonly Refusal[] {
  if (lines.length === 0)
    return [refusal("INVALID_INPUT", "needs", { why: word("至少一项", "at least one") })];
  if (lines.length > needLinesMax) return [refusal("TOO_MANY", "needs", { max: needLinesMax })];
  return [
    ...lines.flatMap((line, index) => lineRefusals(line, `needs.${index}`, words)),
    ...duplicates(lines),
  ];
}

function lineRefusals(line: NeedLine, path: string, words: NeedWords): Refusal[] {
  return [
    ...wantRefusals(line, path, words),
    ...range(line.quantity, 1, quantityMax, `${path}.quantity`),
    ...range(line.priority ?? 3, 1, 5, `${path}.priority`),
    ...range(line.minShelfMinutes ?? 0, 0, shelfMaxMinutes, `${path}.minShelfMinutes`),
    ...(line.node && !words.nodes.has(line.node) ? unknown(line.node, `${path}.node`) : []),
    ...past(line.deadlineAt, words.now, `${path}.deadlineAt`),
    ...past(line.lapsesAt, words.now, `${path}.lapsesAt`),
  ];
}

function wantRefusals(line: NeedLine, path: string, words: NeedWords): Refusal[] {
  const { item, capability, capabilities, unit } = line;
  const [wantsItem, wantsSkill] = [(item ?? "") !== "", (capability ?? "") !== ""];
  const wantsSet = (capabilities ?? []).length > 0;
  if (Number(wantsItem) + Number(wantsSkill) + Number(wantsSet) !== 1)
    return [
      refusal("INVALID_INPUT", path, {
        why: word(
          "物资、能力与成套能力须且只能填一项",
          "an item, a capability or the capabilities of a set, and one of these alone",
        ),
      }),
    ];
  if (wantsSet)
    return [
      ...setRefusals(capabilities ?? [], `${path}.capabilities`, words),
      ...(unit && !unitsOfSets.includes(unit)
        ? [refusal("WRONG_UNIT", `${path}.unit`, { unit: "套" })]
        : []),
    ];
  if (wantsSkill)
    return words.skills.has(capability ?? "")
      ? []
      : unknown(capability ?? "", `${path}.capability`);
  const known = words.units.get(item ?? "");
  if (known === undefined) return unknown(item ?? "", `${path}.item`);
  const right = unit === undefined || unit === null || [known.unit, known.unitZh].includes(unit);
  return right ? [] : [refusal("WRONG_UNIT", `${path}.unit`, { unit: known.unitZh })];
}

const unitsOfSets = ["套", "set", "sets"];
export const setSizeMin = 2;
export const setSizeMax = 6;

/** A set has two to six capabilities, each once; one alone is an ordinary need. */
function setRefusals(codes: readonly string[], path: string, words: NeedWords): Refusal[] {
  if (codes.length < setSizeMin || codes.length > setSizeMax)
    return [
      refusal("INVALID_INPUT", path, {
        why: word(
          `成套能力须为 ${setSizeMin} 至 ${setSizeMax} 项`,
          `a set has ${setSizeMin} to ${setSizeMax} capabilities`,
        ),
      }),
    ];
  return codes.flatMap((code, at) => {
    if (!words.skills.has(code)) return unknown(code, `${path}.${at}`);
    if (codes.indexOf(code) === at) return [];
    return [refusal("INVALID_INPUT", `${path}.${at}`, { why: word("重复", "twice") })];
  });
}

const range = (value: number, min: number, max: number, path: string): Refusal[] =>
  Number.isSafeInteger(value) && value >= min && value <= max
    ? []
    : [refusal("QUANTITY_OUT_OF_RANGE", path, { min, max })];

const unknown = (code: string, path: string): Refusal[] => [
  refusal("UNKNOWN_CODE", path, { code }),
];

const past = (at: Date | null | undefined, now: Date, path: string): Refusal[] =>
  at && at <= now ? [refusal("INVALID_INPUT", path, { why: word("已过时", "in the past") })] : [];

/** The same thing at the same place by the same time stands once: two lines are one sum. */
function duplicates(lines: readonly NeedLine[]): Refusal[] {
  const seen = new Map<string, number>();
  return lines.flatMap((line, index) => {
    const want = [
      ...[line.item, line.capability, line.capabilities?.toSorted().join(" ")],
      ...[line.node, line.deadlineAt?.getTime(), line.priority],
    ];
    const key = JSON.stringify(want.map((part) => part ?? null));
    const before = seen.get(key);
    if (before === undefined) {
      seen.set(key, index);
      return [];
    }
    return [
      refusal("INVALID_INPUT", `needs.${index}`, {
        why: word(`与第 ${before + 1} 行重复`, `the same as line ${before + 1}`),
      }),
    ];
  });
}

import { word, type Word } from "../../schema/words/word.ts";
import { resolutionState, type ResolutionState } from "../../schema/words/conference.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";

/** When a debtor is told, and what follows once the day has passed. Days are of Asia/Shanghai. */
export interface DuePolicyTerms {
  /** The first day on which it counts, `YYYY-MM-DD`. */
  readonly validFrom: string;
  /** Days before the due day, each told once. */
  readonly warnDays: readonly number[];
  /** Days past the due day after which it may be supervised. */
  readonly superviseAfterDays: number;
  /** Days past it after which that happens by itself; null: never. */
  readonly autoAfterDays: number | null;
  /** Days that such an item gives. */
  readonly autoTermDays: number;
}

export interface DuePolicyRow extends DuePolicyTerms {
  readonly id: string;
  /** Null: where no agreement says otherwise. */
  readonly agreementId: string | null;
  readonly autoOrg: string | null;
  readonly sourceZh: string;
  readonly sourceEn: string;
  readonly resolutionId: string | null;
  readonly setAt: Date | null;
}

export interface DuePolicyShown extends DuePolicyRow {
  /** It decides on the day, within its scope. */
  readonly decides: boolean;
}

/** The latest to begin first; of each scope the one that began last decides. */
export function decidingOn(rows: readonly DuePolicyRow[], day: string): DuePolicyShown[] {
  const begun = rows.filter(({ validFrom }) => validFrom <= day);
  return rows.map((row) => ({
    ...row,
    decides: begun.find(({ agreementId }) => agreementId === row.agreementId) === row,
  }));
}

const daysMax = 365;
const warningsMax = 5;

const dayRefusals = (path: string, value: number, min: number): Refusal[] =>
  Number.isSafeInteger(value) && value >= min && value <= daysMax
    ? []
    : [refusal("QUANTITY_OUT_OF_RANGE", path, { min, max: daysMax })];

/** What nobody can be told twice, or too late, and what the past cannot be held to. */
export function duePolicyRefusals(
  state: ResolutionState,
  terms: DuePolicyTerms,
  today: string,
): Refusal[] {
  const { validFrom, warnDays, superviseAfterDays, autoAfterDays, autoTermDays } = terms;
  const wrong = (path: string, why: Word): Refusal => refusal("INVALID_INPUT", path, { why });
  const facts = { state: resolutionState[state], action: word("设定到期规则", "set a due policy") };
  return [
    ...(state === "ADOPTED" ? [] : [refusal("ILLEGAL_TRANSITION", "resolutionId", facts)]),
    ...(validFrom >= today
      ? []
      : [wrong("validFrom", word(`不早于 ${today}`, `not before ${today}`))]),
    ...warnDays.flatMap((days, at) => dayRefusals(`warnDays.${at}`, days, 0)),
    ...(warnDays.length > warningsMax
      ? [refusal("TOO_MANY", "warnDays", { max: warningsMax })]
      : []),
    ...(new Set(warnDays).size === warnDays.length
      ? []
      : [wrong("warnDays", word("天数重复", "a day is named twice"))]),
    ...dayRefusals("superviseAfterDays", superviseAfterDays, 1),
    ...(autoAfterDays === null
      ? []
      : dayRefusals("autoAfterDays", autoAfterDays, Math.max(1, superviseAfterDays))),
    ...dayRefusals("autoTermDays", autoTermDays, 1),
  ];
}

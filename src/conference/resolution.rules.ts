import { word } from "../../schema/words/word.ts";
import {
  resolutionAction,
  resolutionState,
  type ConferenceSubject,
  type ResolutionAction,
  type ResolutionReference,
  type ResolutionState,
} from "../../schema/words/conference.ts";
import { refusal, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import { textRefusals } from "./briefing.rules.ts";

export interface ResolutionRow {
  readonly id: string;
  readonly org: string;
  readonly subjectKind: ConferenceSubject;
  readonly subjectCode: string;
  readonly readers: readonly string[];
  readonly titleZh: string;
  readonly textZh: string;
  readonly referenceKind: ResolutionReference;
  readonly referenceId: string | null;
  /** `JY-2026-0003`; null where a node of an older version proposed it. */
  readonly number: string | null;
  /** What the disputed claim that it names is found to be, in the claim's own unit. */
  readonly decidedQuantity: number | null;
  readonly dueOn: string | null;
  readonly state: ResolutionState;
  readonly agreed: readonly string[];
  readonly version: number;
  readonly changes: number;
  readonly proposedAt: Date;
  readonly decidedAt: Date | null;
  readonly closedAt: Date | null;
  readonly note: string | null;
}

export interface PastResolution {
  readonly id: string;
  readonly version: number;
  readonly titleZh: string;
  readonly textZh: string;
  readonly decidedQuantity: number | null;
  readonly dueOn: string | null;
  readonly state: ResolutionState;
  readonly agreed: readonly string[];
  readonly replacedAt: Date;
}

/** What follows each state; what is not here is refused. An amended text is voted on anew. */
export const resolutionTable: Readonly<
  Record<ResolutionState, Partial<Record<ResolutionAction, ResolutionState>>>
> = {
  PROPOSED: { AMEND: "PROPOSED", ADOPT: "ADOPTED", REJECT: "REJECTED" },
  ADOPTED: { AMEND: "PROPOSED", CLOSE: "CLOSED", SUPERVISE: "ADOPTED" },
  REJECTED: {},
  CLOSED: {},
};

export function resolutionAfter(
  state: ResolutionState,
  action: ResolutionAction,
  path = "resolutionId",
): Outcome<ResolutionState> {
  const next = resolutionTable[state][action];
  if (next !== undefined) return ok(next);
  const facts = { state: resolutionState[state], action: resolutionAction[action] };
  return refuseFor("ILLEGAL_TRANSITION", path, facts);
}

export const resolutionMay = (state: ResolutionState): ResolutionAction[] =>
  Object.keys(resolutionTable[state]) as ResolutionAction[];

/** Those who agreed, each a member of the conference, and at least one. */
export function agreedRefusals(agreed: readonly string[], readers: readonly string[]): Refusal[] {
  if (agreed.length === 0)
    return [refusal("INVALID_INPUT", "agreedOrganizationIds", { why: "≥ 1" })];
  return agreed.flatMap((org, at) =>
    readers.includes(org)
      ? []
      : [refusal("OUTSIDE_CONFERENCE", `agreedOrganizationIds.${at}`, { org })],
  );
}

export interface ResolutionText {
  readonly titleZh: string;
  readonly textZh: string;
  readonly dueOn?: string | undefined;
  readonly decidedQuantity?: number | undefined;
}

/** The third of the hub's year. */
export const resolutionNumber = (year: string, nth: number): string =>
  `JY-${year}-${String(nth).padStart(4, "0")}`;

export const titleMax = 80;
export const textMax = 4000;

export const resolutionRefusals = (
  { titleZh, textZh, dueOn, decidedQuantity }: ResolutionText,
  today: string,
): Refusal[] => [
  ...textRefusals(titleZh, "titleZh", titleMax),
  ...textRefusals(textZh, "textZh", textMax),
  ...dayRefusals(dueOn, today),
  ...(decidedQuantity === undefined ||
  (Number.isSafeInteger(decidedQuantity) && decidedQuantity >= 0)
    ? []
    : [refusal("QUANTITY_OUT_OF_RANGE", "decidedQuantity", { min: 0, max: limit })]),
];

const limit = Number.MAX_SAFE_INTEGER;

/** Only a claim has a figure that can be decided. */
export const decidesRefusals = (
  kind: ResolutionReference,
  decidedQuantity: number | undefined,
): Refusal[] =>
  decidedQuantity === undefined || kind === "CLAIM"
    ? []
    : [
        refusal("INVALID_INPUT", "decidedQuantity", {
          why: word("须指明所涉往来", "name the claim"),
        }),
      ];

export const dayRefusals = (dueOn: string | undefined, today: string): Refusal[] =>
  dueOn !== undefined && dueOn < today
    ? [refusal("INVALID_INPUT", "dueOn", { why: `≥ ${today}` })]
    : [];

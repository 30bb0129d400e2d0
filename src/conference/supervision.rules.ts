import {
  supervisionAction,
  supervisionState,
  type SupervisionAction,
  type SupervisionSource,
  type SupervisionState,
} from "../../schema/words/conference.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import { daysOverdue } from "./briefing.rules.ts";

export interface SupervisionRow {
  readonly id: string;
  readonly org: string;
  readonly responsibleOrg: string;
  readonly readers: readonly string[];
  readonly titleZh: string;
  readonly sourceKind: SupervisionSource;
  readonly sourceId: string;
  readonly dueOn: string;
  readonly state: SupervisionState;
  readonly version: number;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
}

export interface NoteRow {
  readonly id: string;
  readonly itemId: string;
  readonly version: number;
  readonly action: SupervisionAction;
  readonly textZh: string;
  readonly org: string;
  readonly writtenAt: Date;
}

/** Nothing is closed or sent back before its progress was told, unless it is settled itself. */
export const supervisionTable: Readonly<
  Record<SupervisionState, Partial<Record<SupervisionAction, SupervisionState>>>
> = {
  OPEN: { REPORT: "REPORTED", SETTLE: "CLOSED" },
  REPORTED: { RETURN: "RETURNED", CLOSE: "CLOSED", SETTLE: "CLOSED" },
  RETURNED: { REPORT: "REPORTED", SETTLE: "CLOSED" },
  CLOSED: {},
};

export function supervisionAfter(
  state: SupervisionState,
  action: SupervisionAction,
): Outcome<SupervisionState> {
  const next = supervisionTable[state][action];
  if (next !== undefined) return ok(next);
  const facts = { state: supervisionState[state], action: supervisionAction[action] };
  return refuseFor("ILLEGAL_TRANSITION", "supervisionId", facts);
}

/** What people may do; that a matter is settled the hub finds by itself. */
export const supervisionMay = (state: SupervisionState): SupervisionAction[] =>
  (Object.keys(supervisionTable[state]) as SupervisionAction[]).filter((act) => act !== "SETTLE");

/** There is one open item for a claim or a task; for the other sources, as many as are opened. */
export const openSourceOf = ({
  sourceKind,
  sourceId,
}: Pick<SupervisionRow, "sourceKind" | "sourceId">): string | null =>
  sourceKind === "CLAIM" || sourceKind === "REFILL_TASK" ? `${sourceKind}:${sourceId}` : null;

/** Days past the due day; 0 while it is not over, or once it is closed. */
export const lateBy = (
  { state, dueOn }: Pick<SupervisionRow, "state" | "dueOn">,
  today: string,
): number => (state === "CLOSED" ? 0 : daysOverdue(dueOn, today));

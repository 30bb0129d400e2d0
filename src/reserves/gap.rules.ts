import type { Confidence } from "../../schema/words/reserves.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";

/** A target with all that counts towards it. What the reader may not know is null, never zero. */
export interface GapRow {
  readonly depotId: string;
  readonly item: string;
  readonly target: number;
  readonly basis: string;
  readonly status: string;
  readonly version: number;
  readonly onHand: number | null;
  readonly usable: number | null;
  /** Of what is usable: expires within the days asked for. */
  readonly expiring: number | null;
  readonly promised: number | null;
  readonly onTheWay: number | null;
  readonly gap: number | null;
  readonly lots: number;
  readonly uncountedLots: number;
  readonly countedAt: Date | null;
}

export interface TargetInput {
  readonly depotId: string;
  readonly item: string;
  readonly quantity: number;
  readonly basis: string;
  readonly version?: number | null | undefined;
}

const basisMax = 200;

export function targetRefusals({ quantity, basis }: TargetInput): Refusal[] {
  return [
    ...(quantity >= 0
      ? []
      : [refusal("QUANTITY_OUT_OF_RANGE", "quantity", { min: 0, max: Number.MAX_SAFE_INTEGER })]),
    ...(basis.trim() !== "" && basis.trim().length <= basisMax
      ? []
      : [refusal("INVALID_INPUT", "basis", { why: `1–${basisMax} characters` })]),
  ];
}

export interface ConfidenceRule {
  readonly category: string;
  readonly highDays: number;
  readonly mediumDays: number;
}

/** How far a figure is trusted; null: never counted, or no rule says. */
export function confidenceOf(
  ageDays: number | null,
  rule: ConfidenceRule | null,
): Confidence | null {
  if (ageDays === null || rule === null) return null;
  if (ageDays <= rule.highDays) return "HIGH";
  return ageDays <= rule.mediumDays ? "MEDIUM" : "LOW";
}

const hourMs = 3_600_000;
/** Asia/Shanghai keeps no summer time. */
const shanghaiHours = 8;

/** Whole days of Asia/Shanghai from an instant to a day. */
export const ageInDays = (at: Date, today: string): number =>
  Date.parse(`${today}T00:00:00Z`) / (24 * hourMs) -
  Math.floor((at.getTime() + shanghaiHours * hourMs) / (24 * hourMs));

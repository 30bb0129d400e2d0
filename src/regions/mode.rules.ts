import type { ModeMeasure, OperatingMode } from "../../schema/words/regions.ts";

export interface ModeCriterion {
  readonly code: string;
  readonly mode: OperatingMode;
  readonly measure: ModeMeasure;
  /** It holds while the measure is known and not above this. */
  readonly most: number;
  readonly textZh: string;
  readonly textEn: string;
  readonly sourceZh: string;
  readonly sourceEn: string;
  readonly validFrom: string;
}

/** What the hub measures of a region and all below it. */
export interface ModeMeasures {
  /** The strongest response level that an approver set, 1 to 4; null: none is set. */
  readonly level: number | null;
  readonly responses: number;
  readonly legs: number;
}

const measured: Readonly<Record<ModeMeasure, (measures: ModeMeasures) => number | null>> = {
  RESPONSE_LEVEL: ({ level }) => level,
  OPEN_RESPONSES: ({ responses }) => responses,
  GOODS_ON_THE_ROAD: ({ legs }) => legs,
};

/** Whether a criterion holds. What is not known is not met. */
export function criterionHolds({ measure, most }: ModeCriterion, measures: ModeMeasures): boolean {
  const figure = measured[measure](measures);
  return figure !== null && figure <= most;
}

/**
 * Why the mode may not be entered: the criteria that would have to hold and do not. One is enough
 * to enter EMERGENCY; all must hold to go back. Where there is no criterion nothing holds.
 */
export function unmetCriteria(
  mode: OperatingMode,
  criteria: readonly ModeCriterion[],
  measures: ModeMeasures,
): { readonly met: boolean; readonly unmet: readonly ModeCriterion[] } {
  const those = criteria.filter((one) => one.mode === mode);
  const unmet = those.filter((one) => !criterionHolds(one, measures));
  const met = mode === "EMERGENCY" ? unmet.length < those.length : unmet.length === 0;
  return { met: met && those.length > 0, unmet };
}

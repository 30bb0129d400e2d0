import type { KpiKind } from "../../schema/words/kpi.ts";

/** What was counted for one figure; times are minutes, null where nothing could be measured. */
export interface Counted {
  readonly numerator: number;
  readonly denominator: number;
  /** The mean of what each case reached, in basis points; null: no case. */
  readonly meanBasisPoints: number | null;
  readonly medianMinutes: number | null;
  readonly p90Minutes: number | null;
  /** How many came by the planned time; null: not a matter of time. */
  readonly onTime: number | null;
}

export interface Kpi extends Counted {
  readonly kind: KpiKind;
  readonly shareBasisPoints: number | null;
}

const whole = 10_000;

/** A share of nothing is unknown, and not zero. */
export const shareOf = (numerator: number, denominator: number): number | null =>
  denominator === 0 ? null : Math.round((numerator * whole) / denominator);

export const kpiOf = (kind: KpiKind, counted: Counted): Kpi => ({
  kind,
  ...counted,
  shareBasisPoints: shareOf(counted.numerator, counted.denominator),
});

/** A party's part of the responsibility, in basis points of 10,000. */
export interface Share {
  readonly organizationId: string;
  readonly basisPoints: number;
}

const whole = 10_000;

/** A percentage as typed, to two decimals; null for what is none. */
export function basisPointsOf(typed: string | undefined): number | null {
  const text = (typed ?? "").trim();
  return /^\d{1,3}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : null;
}

/** Rows in which a firm and a share stand, in the order of the form: the first takes the rest. */
export const sharesOf = (
  values: Readonly<Record<string, string>>,
  rows: readonly number[],
): Share[] =>
  rows.flatMap((row) => {
    const organizationId = values[`firm${String(row)}`] ?? "";
    const basisPoints = basisPointsOf(values[`percent${String(row)}`]) ?? 0;
    return organizationId === "" || basisPoints === 0 ? [] : [{ organizationId, basisPoints }];
  });

/** What no party answers for; below zero: they answer for more than there is. */
export const unsharedOf = (shares: readonly Share[]): number =>
  shares.reduce((left, { basisPoints }) => left - basisPoints, whole);

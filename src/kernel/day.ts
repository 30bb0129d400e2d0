const china = 8 * 60 * 60 * 1000;

/** The day in Asia/Shanghai (UTC+8, no summer time) on which an instant falls, `YYYY-MM-DD`. */
export const dayInChina = (at: Date): string =>
  new Date(at.getTime() + china).toISOString().slice(0, 10);

/** Whole days from the first to the second, both `YYYY-MM-DD`; negative: the second is earlier. */
export const daysBetween = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;

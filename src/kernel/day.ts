const china = 8 * 60 * 60 * 1000;

/** The day in Asia/Shanghai (UTC+8, no summer time) on which an instant falls, `YYYY-MM-DD`. */
export const dayInChina = (at: Date): string =>
  new Date(at.getTime() + china).toISOString().slice(0, 10);

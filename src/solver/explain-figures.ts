const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

/** A figure for people: thousands apart, at most two decimals. */
export const figure = (value: number): string => grouped.format(value);

/** So many of what is counted: 1,200顶; where the unit is not known, 件 for want of a better. */
export const countedZh = (count: number, unit: string): string =>
  `${figure(count)}${unit === "" ? "件" : unit}`;

/** 1,200 cartons, 1 carton, 300 m³; a bare number where the unit is not known. */
export function countedEn(count: number, unit: string): string {
  if (unit === "") return figure(count);
  const isOne = count === 1 || !/^[a-z]+$/.test(unit);
  return `${figure(count)} ${isOne ? unit.replace(/(?<=m)[23]$/, power) : plural(unit)}`;
}

const plural = (unit: string) => `${unit}${/(s|x|ch|sh)$/.test(unit) ? "es" : "s"}`;
const power = (digit: string) => (digit === "2" ? "²" : "³");

const HOUR = 60;
const DAY = 24 * HOUR;

interface SpanWords {
  readonly zh: string;
  readonly en: string;
}

/** A span of minutes as people say it: 25 min, 1 h 22 min, 2 d 3 h; no part that is zero. */
export function span(minutes: number): SpanWords {
  const whole = Math.round(minutes * 10) / 10;
  const days = Math.floor(whole / DAY);
  const hours = Math.floor((whole % DAY) / HOUR);
  const rest = Math.round((whole % HOUR) * 10) / 10;
  if (days + hours === 0) return { zh: `${figure(rest)}分钟`, en: `${figure(rest)} min` };
  const zh = [part(days, "天"), part(hours, "小时"), part(rest, "分")].join("");
  const en = [part(days, " d"), part(hours, " h"), part(rest, " min")].filter(
    (word) => word !== "",
  );
  return { zh, en: en.join(" ") };
}

const part = (count: number, unit: string) => (count === 0 ? "" : `${figure(count)}${unit}`);

/** Shelf life is told in whole days, unless that would make two lots look alike. */
export function shelf(minutes: number, beside = Infinity): SpanWords {
  const days = Math.floor(minutes / DAY);
  const isRough = days >= 2 && days !== Math.floor(beside / DAY);
  return isRough ? { zh: `${figure(days)}天`, en: `${figure(days)} days` } : span(minutes);
}

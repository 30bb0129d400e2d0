/** What the hub itself writes down as the source of a figure, and the same in English. */
const english = new Map([
  ["盘点", "stocktake"],
  ["组装", "kit assembly"],
  ["轮换", "rotation"],
  ["轮换互换", "rotation swap"],
  ["捐赠接收点验", "count at receipt of a donation"],
]);

/** The hub's own words are said in both languages; an owner's stay as they were written. */
export function sourceSaid(source: string): string {
  const said = english.get(source);
  return said === undefined ? source : `${source} / ${said}`;
}

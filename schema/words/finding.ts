import type { Word } from "./word.ts";

/** What is wrong in a cell, and what to do: `{name}` is filled from the finding's facts. */
export interface FindingWord extends Word {
  readonly fix: Word;
}

export const say = (zh: string, en: string, fixZh: string, fixEn: string): FindingWord => ({
  zh,
  en,
  fix: { zh: fixZh, en: fixEn },
});

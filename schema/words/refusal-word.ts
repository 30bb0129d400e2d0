import type { Word } from "./word.ts";

/** A refusal tells what is wrong and what to do next. `{name}` is filled from its facts. */
export interface RefusalWord extends Word {
  readonly next: Word;
}

export type RefusalWords = Readonly<Record<string, RefusalWord>>;

export const say = (zh: string, en: string, nextZh: string, nextEn: string): RefusalWord => ({
  zh,
  en,
  next: { zh: nextZh, en: nextEn },
});

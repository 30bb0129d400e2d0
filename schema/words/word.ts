/** How a code is said to people. Codes are stable; wording may improve. */
export interface Word {
  readonly zh: string;
  readonly en: string;
}

export type Words = Readonly<Record<string, Word>>;

/** The codes of a word list in the order in which they were written. */
export const codesOf = <W extends Words>(words: W): readonly (keyof W & string)[] =>
  Object.keys(words);

/** Whether a string from outside is one of the codes. */
export const isCode = <W extends Words>(words: W, code: string): code is keyof W & string =>
  Object.hasOwn(words, code);

/** What is said of one thing alone, where no list of codes has it. */
export const word = (zh: string, en: string): Word => ({ zh, en });

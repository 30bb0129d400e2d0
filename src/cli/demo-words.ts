import { isCode, type Words } from "../../schema/words/word.ts";

/** The Chinese word of a code; a code that the list does not have stands for itself. */
export const word = (words: Words, code: string): string =>
  isCode(words, code) ? (words[code]?.zh ?? code) : code;

/** A table has no room for the mark that every made-up name carries; its title has it. */
export const short = (name: string): string => name.replace(/[(\uFF08]示例[)\uFF09]/, "");

/** The book counts money in 分; people read 元. Everything else stays in its own unit. */
export const shown = (unit: string, figure: number): number =>
  unit === "分" ? figure / 100 : figure;
export const unitShown = (unit: string): string => (unit === "分" ? "元 CNY" : unit);

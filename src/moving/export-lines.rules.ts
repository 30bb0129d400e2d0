import { hubKind } from "../../schema/words/access.ts";
import type { KeptHead } from "../ledger/book.model.ts";
import { formatVersion, type Footer, type Header, type Mark } from "./export.model.ts";

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");
const isCount = (value: unknown): value is number => Number.isSafeInteger(value);
const isCounts = (value: unknown): boolean =>
  isObject(value) && Object.values(value).every(isCount);
const isEach = (value: unknown, texts: readonly string[]): boolean =>
  Array.isArray(value) &&
  value.every((one) => isObject(one) && texts.every((name) => typeof one[name] === "string"));

export const isHeader = (value: unknown): value is Header =>
  isObject(value) &&
  String(value.kind) in hubKind &&
  typeof value.epoch === "string" &&
  typeof value.at === "string" &&
  isEach(value.schema, ["name", "hash"]) &&
  isCounts(value.counts);

/** A head as a partner keeps it; further fields are no matter. */
const isKeptHead = (value: unknown): value is KeptHead =>
  isEach([value], ["book", "root", "hash"]) && isObject(value) && isCount(value.size);

/** One head, a list of them, or anything with `heads`; undefined if it is something else. */
export function keptHeadsIn(json: string): readonly KeptHead[] | undefined {
  try {
    const told = JSON.parse(json) as unknown;
    const heads = [isObject(told) && "heads" in told ? told.heads : told].flat();
    return heads.every(isKeptHead) ? heads : undefined;
  } catch {
    return undefined;
  }
}

export const isFooter = (value: unknown): value is Footer =>
  isObject(value) &&
  value.end === formatVersion &&
  isCounts(value.counts) &&
  Array.isArray(value.heads) &&
  value.heads.every(isKeptHead) &&
  typeof value.header === "string" &&
  typeof value.content === "string";

export const isMark = (value: unknown): value is Mark =>
  isObject(value) &&
  (isTexts(value.reversed) || (typeof value.table === "string" && isTexts(value.columns)));

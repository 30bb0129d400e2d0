import type { NeedInput } from "../published/operations.ts";

/** One row of the form as it was typed; `thing` once it is found in the catalogue. */
export interface NeedDraft {
  readonly text: string;
  readonly thing: Thing | null;
  readonly quantity: string;
  readonly priority: string;
  readonly hours: string;
}

export interface Thing {
  readonly kind: "item" | "capability" | "set";
  /** Of a set: its capabilities, joined by `+`. */
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly unit: string;
  readonly unitZh: string;
}

export const blankRow: NeedDraft = {
  text: "",
  thing: null,
  quantity: "",
  priority: "2",
  hours: "6",
};

export const isBlank = ({ text, quantity }: NeedDraft): boolean =>
  text.trim() === "" && quantity.trim() === "";

export const isWhole = ({ thing, quantity }: NeedDraft): boolean =>
  thing !== null && /^[1-9]\d*$/.test(quantity.trim());

const hourMs = 3_600_000;

/** What is sent: hours from now become instants here, once, so that a retry is the same call. */
export const needsOf = (rows: readonly NeedDraft[], now: number): NeedInput[] =>
  rows.map(({ thing, quantity, priority, hours }) => ({
    ...wantOf(thing),
    quantity: Number(quantity),
    priority: Number(priority),
    ...(hours.trim() === ""
      ? {}
      : { deadlineAt: new Date(now + Number(hours) * hourMs).toISOString() }),
  }));

function wantOf(thing: Thing | null): Pick<NeedInput, "item" | "capability" | "capabilities"> {
  if (thing?.kind === "set") return { capabilities: thing.code.split("+") };
  return thing?.kind === "capability" ? { capability: thing.code } : { item: thing?.code ?? "" };
}

/**
 * Rows pasted from a spreadsheet or a message: name or code, quantity, and where given a unit,
 * priority and hours. A line without a quantity, such as a heading, is left out.
 */
export function rowsIn(pasted: string): NeedDraft[] {
  return pasted.split(/\r?\n/).flatMap((line) => {
    const [text = "", ...rest] = cellsOf(line);
    const numbers = rest.map((cell) => cell.replaceAll(",", "")).filter((cell) => /^\d/.test(cell));
    const [quantity, priority, hours] = numbers.map((cell) => /^\d+/.exec(cell)?.[0] ?? "");
    if (text === "" || quantity === undefined) return [];
    const given = {
      ...(priority === undefined ? {} : { priority }),
      ...(hours === undefined ? {} : { hours }),
    };
    return [{ ...blankRow, text, quantity, ...given }];
  });
}

/** A spreadsheet separates by tabs; in a message the first number ends the name. */
function cellsOf(line: string): string[] {
  if (line.includes("\t")) return line.split("\t").map((cell) => cell.trim());
  const [, text = "", rest = ""] = /^(.+?)[\s,,::]+(\d.*)$/.exec(line.trim()) ?? [];
  return [text, ...rest.split(/[\s,;;]+/)];
}

/**
 * The RFC 8785 form of what a plan holds: plain rows, lists, finite numbers and well-formed text.
 * JSON.stringify writes numbers and text as the standard wants them, so only keys need sorting; in
 * pieces, for the text of a whole large plan, and a copy of it, would take as much room again.
 */
export function* canonicalPieces(value: Readonly<Record<string, unknown>>): Generator<string> {
  for (const [index, key] of Object.keys(value).sort().entries()) {
    const row = value[key];
    yield `${index === 0 ? "{" : ","}${JSON.stringify(key)}:`;
    if (!Array.isArray(row)) yield textOf(row);
    else {
      for (let from = 0; from < row.length; from += ROWS)
        yield (from === 0 ? "[" : ",") + textOf(row.slice(from, from + ROWS)).slice(1, -1);
      yield row.length === 0 ? "[]" : "]";
    }
  }
  yield "}";
}

/** So many rows of a list go into one piece: long texts take longer to lay down than they are. */
const ROWS = 100;

/** Where all keys stand in order, as those of a plan's lines do, it is written in one go. */
function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null || isInOrder(value)) return written(value);
  if (Array.isArray(value)) return `[${value.map(textOf).join(",")}]`;
  let text = "";
  for (const key of Object.keys(value).sort()) {
    const own: unknown = Reflect.get(value, key);
    if (own !== undefined) text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${textOf(own)}`;
  }
  return `{${text}}`;
}

function written(value: unknown): string {
  if (isNoFigure(value)) throw new RangeError("a plan has a figure that JSON cannot hold");
  return JSON.stringify(value);
}

const isNoFigure = (value: unknown) => typeof value === "number" && !Number.isFinite(value);

/** Whether all keys in it stand in order, and nothing in it would be written otherwise. */
function isInOrder(value: object): boolean {
  if (Array.isArray(value)) return value.every(isPlain);
  let before = "";
  for (const key of Object.keys(value)) {
    if (key < before || !isPlain(Reflect.get(value, key))) return false;
    before = key;
  }
  return true;
}

const isPlain = (value: unknown): boolean =>
  typeof value === "object" && value !== null ? isInOrder(value) : !isNoFigure(value);

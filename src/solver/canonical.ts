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
        yield (
          (from === 0 ? "[" : ",") +
          row
            .slice(from, from + ROWS)
            .map(textOf)
            .join(",")
        );
      yield row.length === 0 ? "[]" : "]";
    }
  }
  yield "}";
}

/** So many rows of a list go into one piece. */
const ROWS = 1_000;

const textOf = (value: unknown): string => JSON.stringify(inOrder(value));

function inOrder(value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value))
    throw new RangeError("a plan has a figure that JSON cannot hold");
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const sorted: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) sorted[key] = inOrder(Reflect.get(value, key));
  return sorted;
}

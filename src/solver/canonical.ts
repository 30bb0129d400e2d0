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

function textOf(value: unknown): string {
  if (typeof value === "number" && !Number.isFinite(value))
    throw new RangeError("a plan has a figure that JSON cannot hold");
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(textOf).join(",")}]`;
  let text = "";
  for (const { key, label } of shapeOf(Object.keys(value)).written) {
    const own: unknown = Reflect.get(value, key);
    if (own !== undefined) text += `${text === "" ? "" : ","}${label}${textOf(own)}`;
  }
  return `{${text}}`;
}

/** The keys of a row as they stand, and in order with what is written for them. */
interface Shape {
  readonly keys: readonly string[];
  readonly written: readonly { readonly key: string; readonly label: string }[];
}

/** Rows of a few shapes make up a plan: keys are ordered once for each, the latest in front. */
const shapes: Shape[] = [];
const SHAPES_KEPT = 16;

function shapeOf(keys: readonly string[]): Shape {
  const known = shapes.find(
    (shape) => shape.keys.length === keys.length && shape.keys.every((key, at) => key === keys[at]),
  );
  if (known !== undefined) return known;
  const written = keys.toSorted().map((key) => ({ key, label: `${JSON.stringify(key)}:` }));
  const shape = { keys, written };
  shapes.unshift(shape);
  if (shapes.length > SHAPES_KEPT) shapes.pop();
  return shape;
}

/**
 * The RFC 8785 form of what a plan holds: plain rows, lists, finite numbers and well-formed text.
 * JSON.stringify writes numbers and text as the standard wants them, so only keys need sorting; row
 * by row, for a copy of a whole large plan would take as much room again.
 */
export function canonicalPieces(value: Readonly<Record<string, unknown>>): string[] {
  const pieces: string[] = [];
  Object.keys(value)
    .sort()
    .forEach((key, index) => {
      const row = value[key];
      pieces.push(`${index === 0 ? "{" : ","}${JSON.stringify(key)}:`);
      if (Array.isArray(row)) pieces.push(`[${row.map(textOf).join(",")}]`);
      else pieces.push(textOf(row));
    });
  return [...pieces, "}"];
}

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

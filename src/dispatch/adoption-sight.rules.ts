import { refusal, type Refusal } from "../kernel/refusal.ts";
import type { DraftLine } from "./adoption.model.ts";

const lotOf = ({ ground: { thing } }: DraftLine): string | undefined =>
  thing.kind === "LOT" ? thing.lotId : undefined;

/** The lots that lines draw on. */
export const lotsOf = (lines: readonly DraftLine[]): string[] =>
  lines.flatMap((line) => lotOf(line) ?? []);

/**
 * A lot that the adopter does not see any more may be a gift or under a norm for all that it knows:
 * who would owe what could not be told. The plan is stale.
 */
export function sightRefusals(
  lines: readonly DraftLine[],
  seen: readonly { readonly id: string }[],
): Refusal[] {
  const known = new Set(seen.map(({ id }) => id));
  return lines.flatMap((line) => {
    const lot = lotOf(line);
    if (lot === undefined || known.has(lot)) return [];
    return [refusal("PROPOSAL_STALE", `allocations.${line.at}`)];
  });
}

import { compare } from "../kernel/compare.ts";
import { pageFrom, pageOf, type PageOf } from "../kernel/page.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import { explainExclusion } from "../solver/explain-limits.ts";
import type { Allocation, Excluded, Plan } from "../solver/plan.ts";
import { isLate, needIdOf, setIdOf, type Ground } from "./proposal.model.ts";
import { coversOf } from "./set.rules.ts";
import type { ProposalView } from "./proposal.model.ts";
import { reasonsOf, sourceKey, type Names, type Said } from "./proposal.view.rules.ts";

const minuteMs = 60_000;

/** One line of a plan as people read it: instants for minutes, and the ground beside the goods. */
export interface ShownLine {
  readonly supply: string;
  readonly needKey: string;
  readonly late: boolean;
  readonly quantity: number;
  readonly counted: number;
  readonly set: number | null;
  /** The broken set that it fills up. */
  readonly fills: string | null;
  readonly coverCodes: readonly string[];
  readonly leavesAt: Date;
  readonly arrivesAt: Date;
  readonly ground: Ground;
  readonly reasons: readonly Said[];
}

export function linesOf(
  plan: Plan,
  { grounds, zeroAt, fillUps }: Pick<ProposalView, "grounds" | "zeroAt" | "fillUps">,
  names: Names,
): ShownLine[] {
  const after = (minutes: number) => new Date(zeroAt.getTime() + minutes * minuteMs);
  return plan.allocations.flatMap((allocation: Allocation): ShownLine[] => {
    const supply = allocation.lot ?? allocation.unit ?? "";
    const ground = grounds[supply];
    if (ground === undefined) return [];
    const { quantity, counted, set = null } = allocation;
    return [
      {
        supply,
        needKey: needIdOf(allocation.need),
        late: isLate(allocation.need),
        quantity,
        counted,
        ...{ set, fills: setIdOf(allocation.need) ?? null },
        coverCodes: coversOf(allocation, fillUps),
        leavesAt: after(allocation.leavesMinutes),
        arrivesAt: after(allocation.arrivesMinutes),
        ground,
        reasons: reasonsOf(allocation, names),
      },
    ];
  });
}

/** The stages beside those of nearest-first; a stage that it did not measure has none. */
export const stagesOf = ({ stages, baseline }: Plan) =>
  stages.map(({ name, value, bound, gap }) => ({
    name,
    value,
    bound,
    gap,
    baseline: baseline.stages.find((stage) => stage.name === name)?.value ?? null,
  }));

export interface ShownExclusion extends Said {
  readonly supply: string;
  readonly sourceZh: string;
  readonly needKey: string;
}

/** What was not used and why, in a fixed order; late needs repeat their need and are left out. */
export function exclusionPage(
  plan: Plan,
  names: Names,
  request: { readonly first: number; readonly after?: string | null | undefined },
): Outcome<PageOf<ShownExclusion>> {
  const page = pageOf(request, ["integer"]);
  if (!page.ok) return page;
  const [after] = page.value.after ?? [];
  const from = after === undefined ? 0 : Number(after) + 1;
  const rows = plan.excluded
    .filter(({ need }) => !isLate(need))
    .toSorted((a, b) => compare(keyOf(a), keyOf(b)))
    .map((row, at) => ({ row, at }))
    .slice(from, from + page.value.first + 1);
  const shown = ({ row }: { readonly row: Excluded }): ShownExclusion => ({
    code: row.code,
    ...explainExclusion(row.code),
    supply: row.lot ?? row.unit ?? "",
    sourceZh: names.sources.get(sourceKey(row.source))?.zh ?? row.source,
    needKey: needIdOf(row.need),
  });
  return ok(pageFrom(rows, page.value, ({ at }) => [String(at)], shown));
}

const keyOf = ({ need, code, source, lot, unit }: Excluded): string =>
  [need, code, source, lot ?? unit ?? ""].join(" ");

import { yuan, figure } from "../core/figures.ts";
import { useName, useSay, type Named } from "../core/lang.ts";
import { dayOf } from "../core/time.ts";
import type { DashBriefingQuery } from "../published/operations.ts";

export type BriefingShown = NonNullable<DashBriefingQuery["briefing"]>;

/** A briefing with what its codes are called now; a code that is gone stands as it was frozen. */
export function useNames(data: DashBriefingQuery | undefined) {
  const name = useName();
  const called = (things: readonly (Named & { readonly code: string })[]) => {
    const byCode = new Map(things.map((thing) => [thing.code, thing]));
    return (code: string): string => {
      const thing = byCode.get(code);
      return thing === undefined ? code : name(thing);
    };
  };
  const nodes = <N>(page: { readonly edges: readonly { readonly node: N }[] } | undefined): N[] =>
    page?.edges.map(({ node }) => node) ?? [];
  return {
    org: called(nodes(data?.organizations)),
    depot: called(nodes(data?.depots)),
    region: called(data?.clusters.flatMap(({ members }) => members) ?? []),
  };
}

export type Names = ReturnType<typeof useNames>;

const isMoney = (unit: string | null): boolean => unit === "分";

/** Money is frozen in 分 and read in 元. */
export const amountOf = (value: number | null, unit: string | null): string =>
  isMoney(unit) && value !== null ? yuan(value) : figure(value);

export function useUnitWord(): (unit: string | null) => string {
  const say = useSay();
  return (unit) => (isMoney(unit) ? say("元", "CNY") : (unit ?? ""));
}

interface Counted {
  readonly uncountedLots: number;
  readonly countedAt: string | null;
  readonly ageDays: number | null;
}

/** How old a figure of stock was when it was frozen. */
export function useCounted(): (of: Counted) => string {
  const say = useSay();
  return ({ uncountedLots, countedAt, ageDays }) => {
    const some = say(`${uncountedLots} 批未盘`, `${uncountedLots} lots uncounted`);
    if (countedAt === null) return uncountedLots > 0 ? some : "—";
    const day = `${dayOf(countedAt)} ${say(`(${String(ageDays)} 天)`, `(${String(ageDays)} d)`)}`;
    return uncountedLots > 0 ? `${day}, ${some}` : day;
  };
}

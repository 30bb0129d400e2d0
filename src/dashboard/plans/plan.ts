import type { DashPlansQuery, ProposalPreset } from "../published/operations.ts";

export type Plan = DashPlansQuery["proposals"]["edges"][number]["node"];
export type Coverage = Plan["coverage"][number];

interface PresetWords {
  readonly preset: ProposalPreset;
  readonly zh: string;
  readonly en: string;
}

/** In the order of the keys 1, 2, 3. */
export const presets: readonly PresetWords[] = [
  { preset: "BALANCED", zh: "兼顾", en: "Balanced" },
  { preset: "FASTEST", zh: "最快到达", en: "Fastest" },
  { preset: "LOCAL_FIRST", zh: "本地优先", en: "Local first" },
];

/** The latest plan of each preset, in the order of the keys; cancelled ones are history. */
export function latestOf(data: DashPlansQuery | undefined): Plan[] {
  const plans = data?.proposals.edges.map(({ node }) => node) ?? [];
  return presets.flatMap(({ preset }) => {
    const found = plans.find((plan) => plan.preset === preset && plan.state !== "CANCELLED");
    return found === undefined ? [] : [found];
  });
}

export const isShortOf = ({ plan }: Coverage): boolean => plan.missing > 0;

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ask, type AskError } from "../core/ask.ts";
import { line, pollMs } from "../core/line.ts";
import type { Reading } from "../core/reading.tsx";
import { useParam } from "../core/route.tsx";
import { useStore } from "../core/store.ts";
import {
  DashGapsDocument,
  type DashGapsQuery,
  type DashMapQuery,
  type DashSituationQuery,
} from "../published/operations.ts";

export type MapReading = Reading<DashMapQuery>;
export type SituationReading = Reading<DashSituationQuery>;
export type GapLine = DashGapsQuery["position"]["edges"][number]["node"];

export interface RegionGaps {
  readonly hub: DashGapsQuery["hub"];
  readonly lines: readonly GapLine[];
}

export interface Gaps {
  readonly regionCode: string | null;
  readonly choose: (code: string) => void;
  readonly reading: Reading<RegionGaps>;
}

/** The position of one region beside its norms, every page of it: the region is in the address. */
export function useGaps(map: DashMapQuery | undefined): Gaps {
  const [chosen, choose] = useParam("region");
  const state = useStore(line.state);
  const regionCode = chosen ?? map?.clusters[0]?.hub.code ?? null;
  const reading = useQuery<RegionGaps, AskError>({
    queryKey: ["DashGaps", regionCode],
    queryFn: () => readAll(regionCode ?? ""),
    enabled: regionCode !== null,
    refetchInterval: pollMs[state],
    placeholderData: keepPreviousData,
  });
  return { regionCode, choose, reading };
}

const mostPages = 10;

async function readAll(regionCode: string): Promise<RegionGaps> {
  const lines: GapLine[] = [];
  let after: string | null = null;
  for (let page = 0; ; page += 1) {
    const { hub, position }: DashGapsQuery = await ask(DashGapsDocument, {
      regionCode,
      first: 100,
      after,
    });
    lines.push(...position.edges.map(({ node }) => node));
    after = position.pageInfo.endCursor;
    if (!position.pageInfo.hasNextPage || page === mostPages) return { hub, lines };
  }
}

/** How much of its norm a region can use, 0–1; null: no norm, or not counted. */
export const shareOf = ({ usable, target }: GapLine): number | null =>
  usable === null || target === null || target === 0 ? null : Math.min(1, usable / target);

export const isShort = ({ gap }: GapLine): boolean => gap !== null && gap > 0;

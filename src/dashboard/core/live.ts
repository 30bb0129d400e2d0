import type { QueryClient } from "@tanstack/react-query";
import { createClient, type Client } from "graphql-ws";
import {
  FollowChangesDocument,
  ViewerDocument,
  type FollowChangesSubscription,
  type SubjectKind,
} from "../published/operations.ts";
import { ask } from "./ask.ts";
import { line } from "./line.ts";

/** Which readings a change of a subject makes old. */
const touched: Readonly<Partial<Record<SubjectKind, readonly string[]>>> = {
  REGION: ["DashMap"],
  DEPOT: ["DashMap", "DashGaps", "DashKeeping"],
  LOT: ["DashGaps", "DashShelves", "DashExpiring", "DashRefills", "DashSendRefill"],
  INCIDENT: ["DashSituation", "DashIncident", "DashIncidents", "DashPlans"],
  NEED: ["DashSituation", "DashIncident"],
  PROPOSAL: ["DashPlans", "DashPlan"],
  APPROVAL: ["DashApprovals", "DashOrder", "DashOrders", "DashSituation"],
  ORDER: [
    ...["DashOrder", "DashOrders", "DashSituation", "DashApprovals", "DashIncident"],
    ...["DashDepot", "DashDepotOrder", "DashReturns", "DashArrivals", "DashOnSite"],
  ],
  LEG: [
    ...["DashOrder", "DashOrders", "DashSituation"],
    ...["DashDepot", "DashDepotOrder", "DashReturns", "DashArrivals"],
  ],
  CLAIM: ["DashBooks", "DashClaim", "DashLate"],
  REFILL_TASK: ["DashBooks", "DashRefills", "DashLate"],
  DISCLOSURE: ["DashLate"],
  STATEMENT: ["DashStatements", "DashStatement"],
  STOCKTAKE: ["DashStocktake", "DashKeeping"],
  ROTATION_OFFER: ["DashKeeping"],
  BRIEFING: ["DashBriefings"],
  RESOLUTION: ["DashConference"],
  SUPERVISION: ["DashConference"],
};

const gatherMs = 300;
/** Between two rounds of reading: when hundreds write at once, each round still has its price. */
const roundMs = 2000;
const againMs = 3000;

/** Follows the feed for as long as the page lives; what changed is read again. */
export function followFeed(queries: QueryClient): () => void {
  const stopped = new AbortController();
  const url = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`;
  const client = createClient({
    url,
    retryAttempts: 0,
    on: {
      connected: () => line.pushing(true),
      closed: () => {
        line.pushing(false);
        if (!stopped.signal.aborted) void queries.invalidateQueries();
      },
    },
  });
  void follow(client, queries, stopped.signal);
  return () => {
    stopped.abort();
    void client.dispose();
  };
}

async function follow(client: Client, queries: QueryClient, stop: AbortSignal): Promise<void> {
  const gather = gatherer(queries);
  let after: string | null = null;
  let lost = false;
  while (!stop.aborted) {
    try {
      after ??= (await ask(ViewerDocument, {})).hub.latestCursor;
      if (lost) void queries.invalidateQueries();
      lost = false;
      const query = FollowChangesDocument.toString();
      const stream = client.iterate<FollowChangesSubscription>({ query, variables: { after } });
      for await (const { data, errors } of stream) {
        // A cursor that the hub no longer knows: begin at its end, and read everything again.
        if (errors !== undefined) after = null;
        if (data === undefined || data === null) continue;
        after = data.changes.cursor;
        gather(data.changes.subjectKind);
      }
    } catch {
      [after, lost] = [null, true];
    }
    await new Promise((resolve) => setTimeout(resolve, againMs));
  }
}

/** A write brings many facts at once: they are gathered and read once. */
function gatherer(queries: QueryClient): (kind: SubjectKind) => void {
  const names = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let readAt = -roundMs;
  return (kind) => {
    for (const name of touched[kind] ?? []) names.add(name);
    const waits = Math.max(gatherMs, readAt + roundMs - performance.now());
    timer ??= setTimeout(() => {
      timer = undefined;
      readAt = performance.now();
      for (const name of names) void queries.invalidateQueries({ queryKey: [name] });
      names.clear();
    }, waits);
  };
}

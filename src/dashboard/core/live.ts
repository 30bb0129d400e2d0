import type { QueryClient } from "@tanstack/react-query";
import { createClient, type Client } from "graphql-ws";
import {
  FollowChangesDocument,
  ViewerDocument,
  type FollowChangesSubscription,
  type SubjectKind,
} from "../published/operations.ts";
import { ask } from "./ask.ts";
import { gatherer } from "./gather.ts";
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
  ROTATION_OFFER: ["DashKeeping", "DashSendRefill"],
  BRIEFING: ["DashBriefings"],
  RESOLUTION: ["DashConference", "DashDuePolicies"],
  SUPERVISION: ["DashConference"],
};

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
  const gather = gatherer((names) => {
    for (const name of names) void queries.invalidateQueries({ queryKey: [name] });
  });
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
        for (const name of touched[data.changes.subjectKind] ?? []) gather(name);
      }
    } catch {
      [after, lost] = [null, true];
    }
    await new Promise((resolve) => setTimeout(resolve, againMs));
  }
}

import { readFeed, type ChangeRow, type FeedArgs, type FeedPage } from "../feed/feed.service.ts";
import type { Context } from "../graph/context.ts";
import { granted } from "../graph/refused.ts";
import { endable } from "./endable.ts";
import type { Pulse } from "./pulse.ts";

/** What a subscription has beside its context: it outlives the request that opened it. */
export interface Following {
  readonly pulse: Pick<Pulse, "beyond" | "count">;
  /** A context under the rights of now; throws when the caller's credential is no longer good. */
  readonly renew: () => Promise<Context>;
}

/** One fact, and the context under whose rights it was read and is told. */
export interface Delivery {
  readonly change: ChangeRow;
  readonly cursor: string;
  readonly context: Context;
}

const batch = 50;

/**
 * The feed from a cursor on, without end: pages until there is no more, then waiting. Nothing is
 * read before the last fact was taken, so that a slow reader slows itself and nobody else.
 */
export function follow(
  { pulse, renew }: Following,
  { after, ...args }: Omit<FeedArgs, "first">,
): AsyncIterableIterator<Delivery> {
  return endable(async function* (signal): AsyncGenerator<Delivery, undefined> {
    let cursor = after;
    while (!signal.aborted) {
      // Noted before the page is read: what is sealed in between must wake us.
      const { count } = pulse;
      const context = await renew();
      const { edges, pageInfo, resume } = await pageOf(context, { ...args, after: cursor });
      for (const { node, cursor: at } of edges) yield { change: node, cursor: at, context };
      cursor = resume;
      if (!pageInfo.hasNextPage) await pulse.beyond(count, signal);
    }
  });
}

async function pageOf(context: Context, args: Omit<FeedArgs, "first">): Promise<FeedPage> {
  try {
    const page = await readFeed(await context.reading.tx(), { ...args, first: batch });
    return granted(context, page);
  } finally {
    await context.endReading();
  }
}

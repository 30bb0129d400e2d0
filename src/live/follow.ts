import type { Credential } from "../access/principal.model.ts";
import { readerOf } from "../access/reader.ts";
import { sees } from "../access/right.rules.ts";
import {
  cursorOf,
  readFeed,
  type ChangeFilter,
  type ChangeRow,
  type FeedArgs,
  type FeedPage,
  type ToldFact,
} from "../feed/feed.service.ts";
import type { Context } from "../graph/context.ts";
import { granted } from "../graph/refused.ts";
import { publicReader } from "../postgres/transaction.ts";
import { endable } from "./endable.ts";
import type { Reached, Seat, Tail } from "./tail.ts";

/** What a subscription has beside its context: it outlives the request that opened it. */
export interface Following {
  readonly tail: Tail;
  /** What the caller showed; undefined for the public. */
  readonly credential: Credential | undefined;
  /** A context under the rights of now; throws when the caller's credential is no longer good. */
  readonly renew: () => Promise<Context>;
  /** In how many milliseconds a credential is to be looked at that no row of ours tells about. */
  readonly lapseMs: () => number;
}

/** One fact, and the context under whose rights it was read and is told. */
export interface Delivery {
  readonly change: ChangeRow;
  readonly cursor: string;
  readonly context: Context;
  /** What all who are told of this fact at the feed's end are handed alike; absent in pages. */
  readonly fact?: object;
}

const batch = 50;

/**
 * The feed from a cursor on, without end: pages of one's own until its end is near, then what is
 * read there once for all. Nothing is taken before the last fact was, so that a slow reader slows
 * itself and nobody else; one that falls too far behind reads pages again.
 */
export function follow(
  following: Following,
  { after, ...args }: Omit<FeedArgs, "first">,
): AsyncIterableIterator<Delivery> {
  const { tail, credential, renew } = following;
  return endable(async function* (signal): AsyncGenerator<Delivery, undefined> {
    const seat = tail.enter(credential);
    let cursor = after;
    try {
      while (!signal.aborted) {
        // Noted before the rights are read: what changes in between must be looked at again.
        const { standing } = seat;
        const context = await renew();
        const page = await pageOf(context, { ...args, after: cursor });
        for (const { node, cursor: at } of page.edges) yield { change: node, cursor: at, context };
        cursor = page.resume;
        if (page.pageInfo.hasNextPage) continue;
        const { epoch, reached: seq } = page;
        const from = { epoch, seq, seat, standing, context, filter: args.filter };
        cursor = yield* atEnd(following, from, signal);
      }
    } finally {
      seat.leave();
    }
  });
}

interface End extends Reached {
  readonly seat: Seat;
  readonly context: Context;
  readonly filter: ChangeFilter | undefined;
}

/** What comes at the feed's end, for as long as it is kept in memory. Answers how far that was. */
async function* atEnd(
  { tail, renew, lapseMs }: Following,
  { epoch, seat, filter, ...from }: End,
  signal: AbortSignal,
): AsyncGenerator<Delivery, string> {
  let { seq, standing, context } = from;
  for (;;) {
    const ms = lapseMs();
    const isLate = await tail.beyond(seat, { epoch, seq, standing }, { ms, signal });
    const stretch = tail.after(epoch, seq, batch);
    if (signal.aborted || stretch === undefined) return cursorOf(epoch, seq);
    if (isLate || seat.standing !== standing) {
      ({ standing } = seat);
      context = await renew();
    }
    for (const fact of stretch.facts)
      if (isFor(context, fact, filter))
        yield { change: fact, cursor: cursorOf(epoch, fact.seq), context, fact };
    seq = stretch.to;
  }
}

function isFor({ principal }: Context, fact: ToldFact, filter: ChangeFilter = {}): boolean {
  const { kinds, subjectKinds, subjectIds } = filter;
  return (
    kinds?.includes(fact.kind) !== false &&
    subjectKinds?.includes(fact.subjectKind) !== false &&
    subjectIds?.includes(fact.subjectId) !== false &&
    sees(principal === undefined ? publicReader : readerOf(principal), "event", {
      parties: fact.parties,
    })
  );
}

async function pageOf(context: Context, args: Omit<FeedArgs, "first">): Promise<FeedPage> {
  try {
    const page = await readFeed(await context.reading.tx(), { ...args, first: batch });
    return granted(context, page);
  } finally {
    await context.endReading();
  }
}

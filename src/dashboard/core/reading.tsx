import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { TypedDocumentString } from "../published/operations.ts";
import { ask, type AskError } from "./ask.ts";
import { useSay } from "./lang.ts";
import { line, pollMs } from "./line.ts";
import { useStore } from "./store.ts";
import { clockOf, useNow } from "./time.ts";

/** The operation's name stands first in the key: the feed invalidates by it. */
export const nameOf = (document: { toString(): string }): string =>
  /(?:query|mutation|subscription) (\w+)/.exec(document.toString())?.[1] ?? "";

interface Options {
  readonly enabled?: boolean;
  /** Asks this often while something is under way, in milliseconds. */
  readonly everyMs?: number | undefined;
  readonly keep?: boolean;
}

export type Reading<R> = UseQueryResult<R, AskError>;

/** Reads by a published operation, keeps the last answer when the hub is gone, and asks again. */
export function useReading<R, V>(
  document: TypedDocumentString<R, V>,
  variables: V,
  { enabled = true, everyMs, keep = false }: Options = {},
): Reading<R> {
  const state = useStore(line.state);
  return useQuery<R, AskError>({
    queryKey: [nameOf(document), variables],
    queryFn: () => ask(document, variables),
    refetchInterval: everyMs ?? pollMs[state],
    enabled,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });
}

export const staleAfterMs = 15 * 60_000;

interface Aged {
  readonly hub: { readonly now: string };
}

/** When the hub said what is shown; amber when that is long ago. */
export function AsOf({ reading }: { readonly reading: Reading<Aged> }) {
  const say = useSay();
  const now = useNow(5000);
  if (reading.data === undefined) return null;
  const stale = now - reading.dataUpdatedAt > staleAfterMs;
  return (
    <span className={stale ? "as-of stale" : "as-of"}>
      {say("截至", "as of")}{" "}
      <time dateTime={reading.data.hub.now}>{clockOf(reading.data.hub.now)}</time>
      {stale ? say(" 已过时", " stale") : ""}
    </span>
  );
}

/** What stands where an answer is missing or old: why, which request it was, and a retry. */
export function Trouble({ reading }: { readonly reading: Reading<unknown> }) {
  const say = useSay();
  if (reading.isPending && reading.fetchStatus !== "idle")
    return <p className="waiting">{say("读取中…", "reading…")}</p>;
  const { error } = reading;
  if (error === null) return null;
  const kept = reading.data !== undefined;
  return (
    <div className="trouble" role="alert">
      <strong>{error.message}</strong>
      {kept ? say("。下列为先前数据。", ". What is below is older.") : ""}
      {error.requestId === null ? null : (
        <span className="request-id">
          {say("请求编号", "request")} {error.requestId}
        </span>
      )}
      <button type="button" onClick={() => void reading.refetch()}>
        {say("重试", "Retry")}
      </button>
    </div>
  );
}

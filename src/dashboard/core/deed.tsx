import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { RefusalCode, TypedDocumentString } from "../published/operations.ts";
import { ask, AskError } from "./ask.ts";
import { forgetKey, keyFor } from "./held-keys.ts";
import { useSay } from "./lang.ts";
import { nameOf } from "./reading.tsx";

export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  readonly path: string;
  readonly next: string;
  readonly wanted?: number;
  readonly available?: number;
}

interface Refused {
  readonly refusals: readonly Refusal[];
}

export interface Deed<I, T> {
  readonly busy: boolean;
  readonly refusals: readonly Refusal[];
  readonly error: AskError | null;
  run(input: I): Promise<T | null>;
  clear(): void;
}

export interface Deeds<I, T> extends Deed<I, T> {
  /** One after the other; the first that is not done ends the row. Answers what was done. */
  runAll(inputs: readonly I[], onDone?: (input: I) => void): Promise<readonly T[]>;
}

type Keyed = { readonly idempotencyKey: string };

/**
 * A mutation. The same input sent again after a lost answer bears the same key, so that it
 * happens once; a refusal is an answer, and frees the key.
 */
export function useDeed<R, I extends Keyed, T extends object>(
  document: TypedDocumentString<R, { input: I }>,
  thingOf: (data: R) => T,
): Deeds<Omit<I, "idempotencyKey">, Exclude<T, Refused>> {
  type Input = Omit<I, "idempotencyKey">;
  type Done = Exclude<T, Refused>;
  const client = useQueryClient();
  const [state, setState] = useState<Omit<Deed<never, never>, "run" | "clear">>(idle);
  const send = async (input: Input): Promise<T> => {
    const call = `${nameOf(document)} ${JSON.stringify(input)}`;
    const idempotencyKey = keyFor(call);
    const thing = thingOf(await ask(document, { input: { ...input, idempotencyKey } as I }));
    forgetKey(call);
    return thing;
  };
  const runAll: Deeds<Input, Done>["runAll"] = async (inputs, onDone) => {
    const done: Done[] = [];
    let end: Outcome = idle;
    setState({ ...idle, busy: true });
    for (const input of inputs) {
      const thing = await send(input).catch(asError);
      if (thing instanceof AskError) end = { refusals: [], error: thing };
      else if (isRefused(thing)) end = { refusals: thing.refusals, error: null };
      if (end !== idle) break;
      done.push(thing as Done);
      onDone?.(input);
    }
    // Once, whatever their number: a page has its price, and many orders are issued in a row.
    if (end.error === null || done.length > 0) await client.invalidateQueries();
    setState({ ...end, busy: false });
    return done;
  };
  const run = async (input: Input): Promise<Done | null> => (await runAll([input]))[0] ?? null;
  return { ...state, run, runAll, clear: () => setState(idle) };
}

function asError(error: unknown): AskError {
  if (!(error instanceof AskError)) throw error;
  return error;
}

const isRefused = (thing: object): thing is Refused => "refusals" in thing;

const idle = { busy: false, refusals: [], error: null };

export type Outcome = Pick<Deed<never, never>, "refusals" | "error">;

/** Every reason why it was not done, each with what to do next; nothing typed is lost by it. */
export function Refusals({ deed }: { readonly deed: Outcome }) {
  const say = useSay();
  const { refusals, error } = deed;
  if (error !== null)
    return (
      <div className="trouble" role="alert">
        <strong>{error.message}</strong>{" "}
        {say("再按一次即重试,不会重复办理。", "Press again to retry; it happens only once.")}
        {error.requestId === null ? null : (
          <span className="request-id">
            {say("请求编号", "request")} {error.requestId}
          </span>
        )}
      </div>
    );
  if (refusals.length === 0) return null;
  return (
    <div className="refused" role="alert">
      <strong>
        {say(`未予办理,${refusals.length} 条原因`, `Not done: ${refusals.length} reasons`)}
      </strong>
      <ol>
        {refusals.map(({ code, message, path, next, wanted, available }, at) => (
          <li key={at}>
            {message}
            {wanted === undefined ? "" : say(`(需 ${wanted},可用 `, ` (wanted ${wanted}, free `)}
            {available === undefined ? "" : `${available})`} → {next}{" "}
            <code>
              {code}
              {path === "" ? "" : ` · ${path}`}
            </code>
          </li>
        ))}
      </ol>
    </div>
  );
}

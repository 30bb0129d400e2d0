import type { TestHub } from "./client.ts";
import { put, type Question } from "./plan-questions.ts";
import { buffersOf, scannedBy, weightOf, type Watch } from "./plans.ts";

export interface Measured {
  readonly called: string;
  readonly statements: number;
  readonly buffers: number;
  /** Buffers without what is read of places. */
  readonly weight: number;
  readonly price: number;
  readonly scanned: readonly string[];
  readonly errors: readonly string[];
}

/** Asks with every statement explained as it is run: the second time, when names are known. */
export async function measure(watched: Watch, hub: TestHub, question: Question): Promise<Measured> {
  await put(hub, question);
  watched.take();
  const answer = await put(hub, question);
  const seen = watched.take();
  const cost = answer.extensions.cost as { price: number } | undefined;
  return {
    called: question.called,
    statements: seen.length,
    buffers: seen.reduce((sum, one) => sum + buffersOf(one), 0),
    weight: seen.reduce((sum, one) => sum + weightOf(one), 0),
    price: cost?.price ?? 0,
    scanned: [...new Set(seen.flatMap(scannedBy))],
    errors: answer.errors.map(({ message }) => message),
  };
}

/** The median of some answers, in milliseconds: only ever to be set beside another of this run. */
export async function medianOf(hub: TestHub, question: Question, times: number): Promise<number> {
  const spent: number[] = [];
  for (let at = 0; at < times; at += 1) {
    const started = performance.now();
    await put(hub, question);
    spent.push(performance.now() - started);
  }
  return spent.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}

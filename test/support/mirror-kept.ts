import { isDeepStrictEqual } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { KeptMirror } from "./kept-mirror.ts";

/** Told within so long: a round of what is told to others takes ten seconds. */
const toldWithinMs = 60_000;
const partMs = 120_000;

/**
 * A mirror of a neighbour's reserves kept for so many minutes, by the documented program alone:
 * beside keepers at work, through cuts and restarts of both sides and a pact that ends and begins.
 * Every other minute the work rests, and the mirror must be what the hub answers then.
 */
export async function staysEqual(minutes: number): Promise<void> {
  const mirror = await KeptMirror.start();
  const began = Date.now();
  const sum = { deeds: 0, nodes: 0, mirror: 0, looks: 0, megabytes: 0 };
  const sizes = new Set<number>();
  try {
    mirror.run();
    const parts = Math.max(3, Math.round((minutes * 60_000) / partMs));
    for (let part = 0; part < parts; part += 1) {
      const until = began + ((part + 1) / parts) * minutes * 60_000;
      const isOver = () => Date.now() >= until;
      const work = [1, 2, 3, 4].map((nth) => mirror.load(part * 10 + nth, isOver));
      // Every third part both sides live on, so that what only a long life shows is seen.
      const isCalm = part % 3 === 2;
      const tormented = isCalm ? { nodes: 0, mirror: 0 } : mirror.torment(part, isOver);
      // The pact ends in the second part and is in force again in the third, and so on.
      if (part > 0) await mirror.pacts(part % 2 === 0);
      for (const done of await Promise.all(work)) sum.deeds += done;
      const { nodes, mirror: killed } = await tormented;
      sum.nodes += nodes;
      sum.mirror += killed;
      sizes.add(Object.keys(await equal(mirror)).length);
      sum.looks += 1;
      if (isCalm) sum.megabytes = Math.max(sum.megabytes, mirror.megabytes());
    }
    process.stdout.write(`${JSON.stringify({ minutes, ...sum, sizes: [...sizes] })}\n`);
    expect(sizes.size).toBeGreaterThan(1);
    expect(sum.deeds).toBeGreaterThan(minutes * 10);
    expect(sum.megabytes).toBeLessThan(200);
    expect(Math.min(sum.nodes, sum.mirror)).toBeGreaterThanOrEqual(parts);
  } finally {
    await mirror.stop();
  }
}

async function equal(mirror: KeptMirror) {
  const late = Date.now() + toldWithinMs;
  for (;;) {
    const told = await mirror.told();
    if (isDeepStrictEqual(mirror.held(), told)) return told;
    expect(mirror.complaint).toBe("");
    if (Date.now() > late) expect(mirror.held()).toEqual(told);
    await sleep(500);
  }
}

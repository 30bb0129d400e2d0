import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Turns } from "../../src/dispatch/turns.ts";

interface Job {
  readonly org: string;
  readonly ms: number;
}

/** One worker takes turn after turn; answers who was served when. */
function serve(turns: Turns<Job>, until: number, before: (now: number) => void = () => undefined) {
  const served: (Job & { readonly from: number })[] = [];
  let now = 0;
  while (now < until) {
    before(now);
    const job = turns.take();
    if (job === undefined) break;
    served.push({ ...job, from: now });
    now += job.ms;
    turns.over(job, job.ms);
  }
  return served;
}

describe("turns", () => {
  it("serve everything once, each organization's in its own order", () => {
    const job = fc.record({ org: fc.constantFrom("A", "B", "C"), ms: fc.integer({ min: 1 }) });
    fc.assert(
      fc.property(fc.array(job), (jobs) => {
        const turns = new Turns<Job>();
        for (const one of jobs) turns.add(one);
        const served = serve(turns, Infinity);
        for (const org of ["A", "B", "C"])
          expect(served.filter((row) => row.org === org).map(({ ms }) => ms)).toEqual(
            jobs.filter((row) => row.org === org).map(({ ms }) => ms),
          );
      }),
    );
  });

  it("share time, not turns: whose work is long waits while the others catch up", () => {
    const lengths = fc.array(fc.integer({ min: 100, max: 10_000 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("A", "B", "C"), lengths), (wishes) => {
        const turns = new Turns<Job>();
        const orgs = Object.keys(wishes);
        // Everybody always has more waiting, in a round of lengths of his own.
        for (const org of orgs)
          for (let round = 0; round < 200; round += 1)
            turns.add({ org, ms: wishes[org]![round % wishes[org]!.length]! });
        const horizon = 200_000;
        const served = serve(turns, horizon).filter(({ from, ms }) => from + ms <= horizon);
        const used = orgs.map((org) =>
          served.filter((row) => row.org === org).reduce((sum, { ms }) => sum + ms, 0),
        );
        const isShort = orgs.some((org) => turns.waiting.every((row) => row.org !== org));
        fc.pre(!isShort);
        expect(Math.max(...used) - Math.min(...used)).toBeLessThanOrEqual(2 * 10_000 + 1_000);
      }),
    );
  });

  it("give whoever was away no credit for it", () => {
    const turns = new Turns<Job>();
    for (let index = 0; index < 100; index += 1) turns.add({ org: "A", ms: 1_000 });
    let isBack = false;
    const served = serve(turns, 60_000, (now) => {
      if (now < 30_000 || isBack) return;
      isBack = true;
      for (let index = 0; index < 100; index += 1) turns.add({ org: "B", ms: 1_000 });
    });
    const late = served.filter(({ from }) => from >= 30_000).map(({ org }) => org);
    expect(late.filter((org) => org === "B").length).toBe(15);
    // No two in a row of the same, but for the first.
    expect(late.slice(0, 4).toSorted()).toEqual(["A", "A", "B", "B"]);
  });

  it("forget what is taken back", () => {
    const turns = new Turns<Job>();
    const [one, two] = [
      { org: "A", ms: 1 },
      { org: "A", ms: 2 },
    ];
    turns.add(one);
    turns.add(two);
    expect(turns.remove(one)).toBe(true);
    expect(turns.remove(one)).toBe(false);
    expect(turns.take()).toBe(two);
    expect(turns.take()).toBeUndefined();
  });
});

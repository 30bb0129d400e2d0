import canonicalize from "canonicalize";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Arcs } from "../../../src/solver/arcs.ts";
import { canonicalPieces } from "../../../src/solver/canonical.ts";
import { readFacts } from "../../../src/solver/check-facts.ts";
import { Nearest } from "../../../src/solver/check-nearest.ts";
import { bandEnd } from "../../../src/solver/values.ts";

/** Rows of several shapes, their keys in any order, some without a value. */
const row = fc.dictionary(
  fc.constantFrom("source", "lot", "need", "reasons", "code", "figure", "\u20ac", "1", "10", "2"),
  fc.oneof(
    fc.string({ unit: "binary" }).filter((text) => !/\p{Surrogate}/u.test(text)),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constant(-0),
    fc.constant(undefined),
    fc.array(fc.dictionary(fc.constantFrom("b", "a"), fc.integer())),
  ),
);

describe("what large plans are read from and written to", () => {
  it("is written in the form of RFC 8785, rows of whatever shape", () => {
    fc.assert(
      fc.property(fc.array(row), row, fc.string(), (rows, one, status) => {
        const plan = { status, shortages: rows, allocations: [...rows, one], stages: [one] };
        expect([...canonicalPieces(plan)].join("")).toBe(canonicalize(plan));
      }),
      { numRuns: 300 },
    );
  });

  it("has no figure that JSON cannot hold", () => {
    const plan = { allocations: [{ reasons: [{ figure: Infinity }] }] };
    expect(() => [...canonicalPieces(plan)]).toThrow(RangeError);
  });

  it("puts few arcs and many in order of arrival, equals by number", () => {
    const times = fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 90 }));
    fc.assert(
      fc.property(times, (needs) => {
        const arcs = new Arcs(needs.flat().length, needs.length);
        arcs.arrives.set(needs.flat());
        needs.forEach((own, need) => (arcs.starts[need + 1] = arcs.starts[need]! + own.length));
        needs.forEach((_, need) => {
          const soonest = arcs.into(need).sort((a, b) => arcs.arrives[a]! - arcs.arrives[b]!);
          expect([...arcs.soonestInto(need)]).toEqual(soonest);
        });
      }),
    );
  });

  it("takes out the nearest first, by source and lot on a tie, one list after another", () => {
    const homes = fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 9 }));
    fc.assert(
      fc.property(homes, (lists) => {
        const lots = lists.map((times, home) =>
          times.map((minutes, at) => ({ source: `s${home}`, lot: `l${9 - at}-${home}`, minutes })),
        );
        const sources = lots.map((own, home) => ({
          id: `s${home}`,
          stock: own.map(({ lot }) => ({ lot, item: "i", quantity: 1 })),
        }));
        const facts = readFacts({ version: 1, items: [], needs: [], lanes: [], sources });
        const nearest = new Nearest(facts);
        for (const part of [lots.flat(), lots.slice(1).flat()]) {
          nearest.clear();
          for (const { lot, minutes } of part) nearest.add(facts.lots.get(lot)!, minutes);
          nearest.settle();
          const taken = part.map(() => facts.held.lots[nearest.take()]!.lot);
          const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
          const sorted = part.toSorted(
            (a, b) => a.minutes - b.minutes || byName(a.source, b.source) || byName(a.lot, b.lot),
          );
          expect(taken).toEqual(sorted.map(({ lot }) => lot));
          expect(nearest.length).toBe(0);
        }
      }),
    );
  });

  it("has ten bands of a need, whole pieces in each, up to 2^53", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer({ min: 0, max: 10 }), (quantity, bands) => {
        const exact = (BigInt(quantity) * BigInt(bands)) / 10n;
        expect(BigInt(bandEnd(quantity, bands))).toBe(exact);
      }),
    );
  });
});

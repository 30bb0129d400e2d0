import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { basisPointsOf, sharesOf, unsharedOf } from "../../src/dashboard/books/shares.ts";

describe("the shares of a report as they are typed", () => {
  it("are per cent to two decimals, and nothing else is one", () => {
    const typed = ["100", "33.33", " 0.5 ", "7.1", "", "33.333", "-1", "1e2", "33,3", undefined];
    expect(typed.map(basisPointsOf)).toEqual([
      ...[10_000, 3_333, 50, 710],
      ...[null, null, null, null, null, null],
    ]);
    const points = fc.integer({ min: 0, max: 99_999 });
    fc.assert(fc.property(points, (one) => basisPointsOf((one / 100).toFixed(2)) === one));
  });

  it("keep the order of the form, and leave out rows that name no firm or no share", () => {
    const values = { firm1: "E1", percent1: "60", firm2: "", percent2: "10", firm3: "E3" };
    const shares = sharesOf({ ...values, firm4: "E4", percent4: "30.5" }, [1, 2, 3, 4]);
    expect(shares).toEqual([
      { organizationId: "E1", basisPoints: 6_000 },
      { organizationId: "E4", basisPoints: 3_050 },
    ]);
    expect(unsharedOf(shares)).toBe(950);
    expect(unsharedOf([...shares, { organizationId: "E5", basisPoints: 951 }])).toBe(-1);
  });
});

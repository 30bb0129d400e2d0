import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attribute, type Recourse } from "../../src/ledger/posting.report.rules.ts";

const claimOf = (outstanding: number): Recourse => ({
  ...{ id: "c", kind: "RECOURSE", debtorOrg: "E1", creditorOrg: "G1", item: "TENT" },
  ...{ mirrors: "REFILL", state: "PROVISIONAL", outstanding, liability: "USER_REFILLS" },
  ...{ dueAnchor: "RESPONSE_END", dueDays: 30 },
});

/** Some parties with some shares, together no more than the whole; one may bear the loss itself. */
const parties = fc
  .uniqueArray(fc.constantFrom("E1", "E2", "E3", "G1"), { maxLength: 4 })
  .chain((orgs) =>
    fc
      .array(fc.integer({ min: 1, max: 2_500 }), { minLength: orgs.length, maxLength: orgs.length })
      .map((points) => orgs.map((orgId, at) => ({ orgId, basisPoints: points[at]! }))),
  );

describe("a report's shares", () => {
  it("add up to what was owed, each within a unit of its part, none to oneself", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), parties, (outstanding, shares) => {
        let next = 0;
        const { posting, attributed } = attribute(
          { evidence: {} },
          [{ claim: claimOf(outstanding), parties: shares }],
          () => `n${(next += 1)}`,
        );
        const [old, ...opened] = attributed;
        expect(old!.upheld + old!.elsewhere + old!.denied).toBe(outstanding);
        expect(opened.reduce((sum, { upheld }) => sum + upheld, 0)).toBe(old!.elsewhere);
        const claims = posting.claims ?? [];
        const got = new Map(claims.map(({ id, debtorOrg }) => [debtorOrg, id]));
        for (const { orgId, basisPoints } of shares) {
          if (orgId === "G1") continue;
          const mine =
            orgId === "E1" ? old : opened.find(({ claimId }) => claimId === got.get(orgId));
          const exact = (outstanding * basisPoints) / 10_000;
          expect(Math.abs((mine?.upheld ?? 0) - exact)).toBeLessThan(1.001);
        }
        expect(claims.every(({ debtorOrg, creditorOrg }) => debtorOrg !== creditorOrg)).toBe(true);
        // The book moves by just that: out of the old claim, into the new ones.
        const moved = posting.lines.map(({ means, quantity }) => (means ? -quantity : quantity));
        expect(moved.reduce((sum, one) => sum + one, 0)).toBe(
          old!.upheld + old!.elsewhere - outstanding,
        );
      }),
      { numRuns: 200 },
    );
  });

  it("leave an odd unit to the first-named, not to nobody", () => {
    const half = [{ orgId: "E1", basisPoints: 5_000 }];
    const { attributed } = attribute(
      { evidence: {} },
      [{ claim: claimOf(7), parties: half }],
      () => "n",
    );
    expect(attributed).toEqual([{ claimId: "c", upheld: 4, elsewhere: 0, denied: 3 }]);
  });
});

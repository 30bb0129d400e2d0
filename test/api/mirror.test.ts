import "reflect-metadata";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { grantRole, revokeRole } from "../../src/access/grant.service.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { tellPacts } from "../../src/regions/sight.service.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { onBothShapes } from "../support/database.ts";
import { Mirror } from "../support/mirror.ts";
import type { SightWorld } from "../support/sight-model.ts";
import { layFacts, layGround, orgs, readers, sightWorlds } from "../support/sight-world.ts";
import { sealAll } from "../support/ledger-figures.ts";

const depot = fc.integer({ min: 1, max: 12 }).map((nth) => `D${String(nth).padStart(2, "0")}`);
const org = fc.constantFrom(...orgs);
const pact = fc.constantFrom("AG-0", "AG-1", "AG-2");
const set = (table: string, sql: string, ...values: fc.Arbitrary<string>[]) =>
  fc.record({
    sql: fc.constant(`update qipan.${table} set ${sql}`),
    values: fc.tuple(...values),
  });

/** What may happen to sight, at random: each a change by hand, by the operator or by the clock. */
const deeds = fc.array(
  fc.oneof(
    set(
      "depot",
      "visibility = $2 where id = $1",
      depot,
      fc.constantFrom("PUBLIC", "PUBLIC_AGGREGATE", "PARTNER", "RESTRICTED"),
    ),
    set("depot", "owner_org = $2 where id = $1", depot, org),
    set("depot", "custodian_org = $2 where id = $1", depot, org),
    set("agreement", "suspended_at = now() where id = $1", pact),
    set("agreement", "suspended_at = null where id = $1", pact),
    set("agreement", "valid_from = '2020-01-01', valid_to = '2020-12-31' where id = $1", pact),
    set("agreement", "valid_from = '2020-01-01', valid_to = '2099-01-01' where id = $1", pact),
    set("agreement", "signed_at = now() where id = $1", pact),
    set(
      "agreement_party",
      "left_on = '2020-01-02' where agreement_id = $1 and org_id = $2",
      pact,
      org,
    ),
    set("agreement_party", "left_on = null where agreement_id = $1 and org_id = $2", pact, org),
    fc.record({
      role: fc.constantFrom("grant" as const, "revoke" as const),
      values: fc.tuple(fc.constantFrom(...Object.keys(readers)), org),
    }),
  ),
  { minLength: 8, maxLength: 20 },
);
type Deed = typeof deeds extends fc.Arbitrary<(infer One)[]> ? One : never;

onBothShapes("a mirror that follows the feed alone", (open) => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub(await open(), { world: layGround, seals: false });
  });
  afterAll(() => hub.close());

  const settle = async () => {
    await tellPacts(hub.database);
    await sealAll(hub.database);
  };
  const happen = async (deed: Deed) => {
    if ("sql" in deed)
      return withOwnerTx(hub.database, ({ client }) => client.query(deed.sql, deed.values));
    const change = deed.role === "grant" ? grantRole : revokeRole;
    return change(hub.database, deed.values[0], deed.values[1], "KEEPER");
  };

  it("ends equal to what the hub answers, for every reader", async () => {
    const outcome = await fc.check(
      fc.asyncProperty(sightWorlds, deeds, async (world: SightWorld, history) => {
        await layFacts(hub.database, world, "KEEP");
        await settle();
        const mirrors = [undefined, ...Object.keys(readers)].map(
          (as) => new Mirror(hub, as === undefined ? undefined : { as }),
        );
        for (const mirror of mirrors) await mirror.begin();
        for (const [nth, deed] of history.entries()) {
          await happen(deed);
          // Now and then the clock's round is late: several things have changed by then.
          if (nth % 3 === 2) await settle();
        }
        await settle();
        for (const mirror of mirrors) {
          await mirror.follow();
          const held = mirror.holds();
          await mirror.begin();
          expect(held).toEqual(mirror.holds());
        }
      }),
      { numRuns: 6, seed: 6, endOnFailure: true },
    );
    if (outcome.failed) throw outcome.errorInstance;
  });

  it("hears in the same commit of a pact that is suspended, and resumed", async () => {
    const [drawn] = fc.sample(sightWorlds, { seed: 6, numRuns: 1 });
    const lent = { signed: true, term: "NOW", suspended: "NO", left: [] } as const;
    const own = { owner: "O1", custodian: "O1", level: "PARTNER" } as const;
    await layFacts(
      hub.database,
      {
        ...drawn!,
        agreements: [[{ ...lent, lends: ["O1"], borrows: ["O3"] }]],
        depots: drawn!.depots.map((place) => ({ ...place, ...own })),
      },
      "KEEP",
    );
    await grantRole(hub.database, "u-O1", "O1", "APPROVER");
    await settle();
    const mirror = new Mirror(hub, { as: "u-O3" });
    await mirror.begin();
    expect(mirror.holds()).toHaveLength(12);
    const pactId = Buffer.from("Agreement:AG-0@1").toString("base64url");
    for (const [mutation, held] of [
      ["suspendAgreement", 0],
      ["resumeAgreement", 12],
    ] as const) {
      const { data, errors } = await hub.ask(
        `mutation { ${mutation}(input: { idempotencyKey: "mirror-${mutation}", reason: "x",
          agreementId: "${pactId}" }) { __typename } }`,
        {},
        { as: "u-O1" },
      );
      expect([data, errors]).toEqual([{ [mutation]: { __typename: "Agreement" } }, []]);
      await sealAll(hub.database);
      await mirror.follow();
      expect(mirror.holds()).toHaveLength(held);
    }
  });
});

import "reflect-metadata";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { role } from "../../schema/words/access.ts";
import { codesOf } from "../../schema/words/word.ts";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { addPrincipal, grantRole } from "../../src/access/grant.service.ts";
import { globalId } from "../../src/graph/node.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { hubSchema } from "../../src/server/schema.ts";
import { startTestHub, type Answer, type TestHub } from "../support/client.ts";
import { openServerTest } from "../support/database.ts";
import { wildMutations, type WildMutation } from "../support/wild-values.ts";

const asker = "usr-wild";
const known = [
  globalId("Organization", "ORG-G01"),
  globalId("Organization", "ORG-G06"),
  globalId("Depot", "DEP003"),
  globalId("Incident", "00000000-0000-4000-8000-000000000000"),
  globalId("Incident", "not-a-uuid"),
  globalId("DispatchOrder", "not-a-uuid"),
  globalId("Claim", "x".repeat(300)),
  "PP-SCBA",
  "ORG-G01",
  "150304",
  "HAZCHEM",
  "wild-key-0001",
];
const runs = 12;

/** Whoever may do everything sends whatever the types allow: it is answered, never a fault. */
describe("input that fits the types and nothing else", () => {
  let hub: TestHub;
  let mutations: WildMutation[];

  beforeAll(async () => {
    hub = await startTestHub(await openServerTest(), {
      world: (database) => loadWorld(database, world(1, "tiny")),
    });
    await addPrincipal(hub.database, { id: asker, kind: "PERSON", name: "示例" });
    for (const org of ["ORG-G01", "ORG-G06"])
      for (const held of codesOf(role)) await grantRole(hub.database, asker, org, held);
    mutations = wildMutations(await hubSchema(), known);
  });

  afterAll(() => hub.close());

  it("is answered with the thing or with every reason, and a refusal writes nothing", async () => {
    const faults: unknown[] = [];
    for (const mutation of mutations)
      await fc.assert(
        fc.asyncProperty(mutation.variables, async (variables) => {
          const before = await journalSize(hub);
          const answer = await hub.ask(mutation.document, variables, { as: asker });
          const fault = faultOf(mutation.name, answer);
          if (fault !== undefined) faults.push(whatFailed(hub, variables));
          if (isRefusal(answer)) expect(await journalSize(hub)).toBe(before);
        }),
        { numRuns: runs },
      );
    expect(mutations.length).toBeGreaterThan(10);
    expect(faults).toEqual([]);
  });

  it("changes nothing for a stranger, whatever is sent", async () => {
    for (const mutation of mutations)
      await fc.assert(
        fc.asyncProperty(mutation.variables, async (variables) => {
          const before = await journalSize(hub);
          const answer = await hub.ask(mutation.document, variables);
          expect(faultOf(mutation.name, answer)).toBeUndefined();
          expect(await journalSize(hub)).toBe(before);
        }),
        { numRuns: 3 },
      );
  });
});

const faultOf = (name: string, { status, errors }: Answer): string | undefined => {
  const bug = errors.find(({ extensions }) => extensions.code === "INTERNAL_ERROR");
  return status >= 500 || bug !== undefined
    ? `${name}: ${String(status)} ${bug?.message ?? ""}`
    : undefined;
};

const whatFailed = (hub: TestHub, variables: object) => ({
  variables,
  log: hub.logged.at(-1),
});

const isRefusal = ({ data, errors }: Answer): boolean =>
  errors.length > 0 ||
  Object.values(data as Record<string, { __typename?: string } | null>).every(
    (root) => root?.__typename === "Refused",
  );

const journalSize = (hub: TestHub): Promise<number> =>
  withTx(hub.database, hubReader, async ({ client }) => {
    const { rows } = await client.query<{ size: number }>(
      `select (select count(*) from qipan.event) + (select count(*) from qipan.entry)
        + (select count(*) from qipan.idempotency) as size`,
    );
    return rows[0]?.size ?? 0;
  });

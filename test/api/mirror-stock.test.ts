import "reflect-metadata";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { tellStock } from "../../src/reserves/stock-told.service.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { onBothShapes } from "../support/database.ts";
import { sealAll } from "../support/ledger-figures.ts";

interface Place {
  readonly id: string;
  readonly lots: { readonly edges: readonly { readonly node: unknown }[] };
}
interface Page<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const lot = "id quantity onHand blocked condition countedAt version";
const listing = `query ($after: String) { hub { latestCursor } depots(first: 30, after: $after) {
  edges { node { id lots(first: 100) { edges { node { ${lot} } } } } }
  pageInfo { hasNextPage endCursor } } }`;
const changes = `query ($after: String) { changes(first: 100, after: $after) {
  edges { node { kind subjectKind subjectId } } pageInfo { hasNextPage endCursor } } }`;
const subject = `query ($id: ID!) { node(id: $id) {
  ... on Depot { id lots(first: 100) { edges { node { ${lot} } } } } } }`;

/** What keepers do to their shelves, at random: each by the API, as a keeper of the depot. */
const deeds = fc.array(
  fc.record({
    nth: fc.nat(400),
    deed: fc.constantFrom("blockLot", "writeOffLot", "count"),
    quantity: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 10, maxLength: 25 },
);

const quantitiesIn = (text: string): string[] =>
  [...text.matchAll(/"quantity":(\d+)/g)].map(([, quantity = ""]) => quantity);

onBothShapes("a mirror of quantities that follows the feed", (open) => {
  let hub: TestHub;
  let lots: readonly { readonly id: string }[];
  let key = 0;

  beforeAll(async () => {
    hub = await startTestHub(await open(), {
      world: (database) => loadWorld(database, world(1, "demo")),
      seals: false,
    });
    const { rows } = await withOwnerTx(hub.database, ({ client }) =>
      client.query<{ id: string }>(
        `select l.id from qipan.stock_lot l join qipan.depot d on d.id = l.depot_id
         where l.owner_org = 'ORG-G01' and d.owner_org = 'ORG-G01' order by l.id`,
      ),
    );
    lots = rows;
    await round();
  });
  afterAll(() => hub.close());

  const round = async () => {
    await sealAll(hub.database);
    await tellStock(hub.database);
    await sealAll(hub.database);
  };

  async function listed(as: string | undefined) {
    const places = new Map<string, Place>();
    let cursor = "";
    for (let after: string | null = null, more = true; more;) {
      const { data }: { data: { hub: { latestCursor: string }; depots: Page<Place> } } =
        await hub.ask(listing, { after }, as === undefined ? undefined : { as });
      if (cursor === "") cursor = data.hub.latestCursor;
      for (const { node } of data.depots.edges) places.set(node.id, node);
      ({ hasNextPage: more, endCursor: after } = data.depots.pageInfo);
    }
    return { places, cursor };
  }

  async function followed(as: string | undefined, kept: Awaited<ReturnType<typeof listed>>) {
    const who = as === undefined ? undefined : { as };
    type Event = { kind: string; subjectKind: string; subjectId: string };
    for (let after: string | null = kept.cursor, more = true; more;) {
      const { data }: { data: { changes: Page<Event> } } = await hub.ask(changes, { after }, who);
      for (const { node } of data.changes.edges) {
        if (node.subjectKind !== "DEPOT") continue;
        const read = await hub.ask<{ node: Place | null }>(subject, { id: node.subjectId }, who);
        if (read.data.node === null) kept.places.delete(node.subjectId);
        else kept.places.set(node.subjectId, read.data.node);
      }
      more = data.changes.pageInfo.hasNextPage;
      after = data.changes.pageInfo.endCursor ?? after;
    }
    return kept.places;
  }

  async function happen({ nth, deed, quantity }: { nth: number; deed: string; quantity: number }) {
    const { id } = lots[nth % lots.length]!;
    if (deed === "count")
      return withOwnerTx(hub.database, ({ client }) =>
        client.query(
          "update qipan.stock_lot set counted_at = now(), version = version + 1 where id = $1",
          [id],
        ),
      );
    key += 1;
    const outcome = deed === "writeOffLot" ? `, outcome: SCRAPPED, quantity: ${quantity}` : "";
    const input = `idempotencyKey: "mirror-stock-${key}", reason: "演练"`;
    const lotId = Buffer.from(`StockLot:${id}`).toString("base64url");
    return hub.ask(
      `mutation { ${deed}(input: { ${input}, lotId: "${lotId}"${outcome} }) { __typename } }`,
      {},
      { as: deed === "blockLot" ? "usr-g01-keeper" : "usr-g01-approver" },
    );
  }

  it("ends equal to what the hub answers, for every reader", async () => {
    const readers = [undefined, "usr-g01-dispatcher", "usr-g02-dispatcher", "usr-g06-dispatcher"];
    const outcome = await fc.check(
      fc.asyncProperty(deeds, async (history) => {
        const mirrors = new Map<string | undefined, Awaited<ReturnType<typeof listed>>>();
        for (const as of readers) mirrors.set(as, await listed(as));
        const before = JSON.stringify([...(await listed("usr-g06-dispatcher")).places]);
        for (const [nth, deed] of history.entries()) {
          await happen(deed);
          if (nth % 5 === 4) await round();
        }
        await round();
        for (const [as, kept] of mirrors) {
          const held = await followed(as, kept);
          const now = await listed(as);
          expect([...held].sort()).toEqual([...now.places].sort());
        }
        // Something did happen, and a partner who is no party to it sees that.
        const after = JSON.stringify([...(await listed("usr-g06-dispatcher")).places]);
        expect(after).not.toBe(before);
        expect(quantitiesIn(after)).not.toEqual(quantitiesIn(before));
      }),
      { numRuns: 3, seed: 7, endOnFailure: true },
    );
    if (outcome.failed) throw outcome.errorInstance;
  });
});

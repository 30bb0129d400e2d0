// Apollo as its documentation begins: default plugins, a resolver for each edge, one DataLoader each.
import { ApolloServer } from "@apollo/server";
import { expressMiddleware } from "@as-integrations/express5";
import DataLoader from "dataloader";
import { and, asc, eq, gt, inArray, lte, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { bigint, date, doublePrecision, pgSchema, text, uuid } from "drizzle-orm/pg-core";
import express from "express";
import { cursorOf, idOf, keyOf, pageOf, pool, port, sdl } from "./frame.js";
import { framed } from "./request-frame.js";

const qipan = pgSchema("qipan");
const depot = qipan.table("depot", {
  id: text().primaryKey(),
  name: text("name_zh"),
  region: text("region_code"),
  capacityM3: doublePrecision("capacity_m3"),
});
const region = qipan.table("region", { code: text().primaryKey(), nameZh: text("name_zh") });
const item = qipan.table("item", {
  sku: text().primaryKey(),
  nameZh: text("name_zh"),
  unit: text(),
});
const lot = qipan.table("stock_lot", {
  id: uuid().primaryKey(),
  code: text(),
  item: text(),
  depot: text("depot_id"),
  unitValueFen: bigint("unit_value_fen", { mode: "number" }),
  expiresOn: date("expires_on", { mode: "string" }),
});
const account = qipan.table("account", {
  lot: text(),
  kind: text(),
  balance: bigint({ mode: "number" }),
});

const byKey = (read, key) =>
  new DataLoader(async (keys) => {
    const rows = new Map((await read(keys)).map((row) => [row[key], row]));
    return keys.map((one) => rows.get(one));
  });

function loadersOf(client) {
  const db = async () => drizzle(await client());
  return {
    region: byKey(
      async (codes) => (await db()).select().from(region).where(inArray(region.code, codes)),
      "code",
    ),
    item: byKey(
      async (skus) => (await db()).select().from(item).where(inArray(item.sku, skus)),
      "sku",
    ),
    free: byKey(
      async (lots) =>
        (await db())
          .select({ lot: account.lot, free: sql`sum(${account.balance})::bigint`.as("free") })
          .from(account)
          .where(and(inArray(account.lot, lots), eq(account.kind, "ON_HAND")))
          .groupBy(account.lot),
      "lot",
    ),
    lots: new DataLoader(async (depots) => {
      const place = sql`row_number() over (partition by ${lot.depot} order by ${lot.item} collate "C", ${lot.id})`;
      const ranked = (await db())
        .select({
          id: lot.id,
          code: lot.code,
          item: lot.item,
          depot: lot.depot,
          unitValueFen: lot.unitValueFen,
          expiresOn: lot.expiresOn,
          place: place.as("place"),
        })
        .from(lot)
        .where(inArray(lot.depot, depots))
        .as("ranked");
      const rows = await (
        await db()
      )
        .select()
        .from(ranked)
        .where(lte(ranked.place, 6))
        .orderBy(ranked.depot, ranked.place);
      return depots.map((one) => rows.filter((row) => row.depot === one));
    }),
  };
}

const resolvers = {
  Query: {
    depots: async (_root, { first, after }, { client }) => {
      const rows = await drizzle(await client())
        .select()
        .from(depot)
        .where(gt(depot.id, keyOf(after)))
        .orderBy(asc(depot.id))
        .limit(first + 1);
      return pageOf(rows, first, ({ id }) => cursorOf(id));
    },
  },
  Depot: {
    id: ({ id }) => idOf("Depot", id),
    code: ({ id }) => id,
    region: (parent, _args, { load }) => load.region.load(parent.region),
    lots: async ({ id }, { first }, { load }) =>
      pageOf(await load.lots.load(id), first, (row) => cursorOf(row.item, row.id)),
  },
  Lot: {
    id: ({ id }) => idOf("StockLot", id),
    quantity: async ({ id }, _args, { load }) => (await load.free.load(id))?.free ?? null,
    item: (parent, _args, { load }) => load.item.load(parent.item),
  },
  Item: { id: ({ sku }) => idOf("Item", sku) },
};

const closing = {
  requestDidStart: () =>
    Promise.resolve({ willSendResponse: ({ contextValue }) => contextValue.close() }),
};
const server = new ApolloServer({ typeDefs: sdl, resolvers, plugins: [closing] });
await server.start();
const context = () => {
  const frame = framed(pool);
  return Promise.resolve({ ...frame, load: loadersOf(frame.client) });
};
express()
  .use("/graphql", express.json(), expressMiddleware(server, { context }))
  .listen(port, "127.0.0.1");

// Apollo and type-graphql as their documentation begins: default plugins and options, a builder for
// each statement, a resolver for each edge and a DataLoader for each resolver.
import "reflect-metadata";
import { ApolloServer } from "@apollo/server";
import { expressMiddleware } from "@as-integrations/express5";
import DataLoader from "dataloader";
import { and, asc, eq, gt, inArray, lte, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { bigint, date, doublePrecision, pgSchema, text, uuid } from "drizzle-orm/pg-core";
import express from "express";
import {
  Arg,
  buildSchema,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { cursorOf, idOf, keyOf, pageOf, pool, port } from "./frame.js";
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

/** What TypeScript makes of a decorated class: this file is run as it is. */
const type = (made, fields) => {
  for (const [name, of, options] of fields) Field(of, options)(made.prototype, name);
  ObjectType()(made);
  return made;
};
const method = (made, name, returns, params) => {
  const shown = Object.getOwnPropertyDescriptor(made.prototype, name);
  params.forEach((param, at) => param(made.prototype, name, at));
  returns(made.prototype, name, shown);
};

const nullable = { nullable: true };
const PageInfo = type(class PageInfo {}, [
  ["hasNextPage", () => Boolean],
  ["endCursor", () => String, nullable],
]);
const Region = type(class Region {}, [
  ["code", () => String],
  ["nameZh", () => String],
]);
const Item = type(class Item {}, [
  ["sku", () => String],
  ["nameZh", () => String],
  ["unit", () => String],
]);
const Lot = type(class Lot {}, [
  ["code", () => String],
  ["unitValueFen", () => Float, nullable],
  ["expiresOn", () => String, nullable],
]);
const Depot = type(class Depot {}, [
  ["name", () => String],
  ["capacityM3", () => Float, nullable],
]);
const connection = (name, node) => {
  const Edge = type({ [`${name}Edge`]: class {} }[`${name}Edge`], [
    ["cursor", () => String],
    ["node", () => node],
  ]);
  return type({ [`${name}Connection`]: class {} }[`${name}Connection`], [
    ["edges", () => [Edge]],
    ["pageInfo", () => PageInfo],
  ]);
};
const DepotConnection = connection("Depot", Depot);
const LotConnection = connection("Lot", Lot);

const first = Arg("first", () => Int);

class QueryResolver {
  async depots(count, after, { client }) {
    const rows = await drizzle(await client())
      .select()
      .from(depot)
      .where(gt(depot.id, keyOf(after)))
      .orderBy(asc(depot.id))
      .limit(count + 1);
    return pageOf(rows, count, ({ id }) => cursorOf(id));
  }
}
const after = Arg("after", () => String, nullable);
method(
  QueryResolver,
  "depots",
  Query(() => DepotConnection),
  [first, after, Ctx()],
);
Resolver()(QueryResolver);

class DepotResolver {
  id({ id }) {
    return idOf("Depot", id);
  }
  code({ id }) {
    return id;
  }
  region(parent, { load }) {
    return load.region.load(parent.region);
  }
  async lots({ id }, count, { load }) {
    return pageOf(await load.lots.load(id), count, (row) => cursorOf(row.item, row.id));
  }
}
method(
  DepotResolver,
  "id",
  FieldResolver(() => ID),
  [Root()],
);
method(
  DepotResolver,
  "code",
  FieldResolver(() => String),
  [Root()],
);
method(
  DepotResolver,
  "region",
  FieldResolver(() => Region),
  [Root(), Ctx()],
);
method(
  DepotResolver,
  "lots",
  FieldResolver(() => LotConnection),
  [Root(), first, Ctx()],
);
Resolver(() => Depot)(DepotResolver);

class LotResolver {
  id({ id }) {
    return idOf("StockLot", id);
  }
  async quantity({ id }, { load }) {
    return (await load.free.load(id))?.free ?? null;
  }
  item(parent, { load }) {
    return load.item.load(parent.item);
  }
}
method(
  LotResolver,
  "id",
  FieldResolver(() => ID),
  [Root()],
);
method(
  LotResolver,
  "quantity",
  FieldResolver(() => Float, nullable),
  [Root(), Ctx()],
);
method(
  LotResolver,
  "item",
  FieldResolver(() => Item),
  [Root(), Ctx()],
);
Resolver(() => Lot)(LotResolver);

class ItemResolver {
  id({ sku }) {
    return idOf("Item", sku);
  }
}
method(
  ItemResolver,
  "id",
  FieldResolver(() => ID),
  [Root()],
);
Resolver(() => Item)(ItemResolver);

const resolvers = [QueryResolver, DepotResolver, LotResolver, ItemResolver];
const schema = await buildSchema({ resolvers, validate: false });

const closing = {
  requestDidStart: () =>
    Promise.resolve({ willSendResponse: ({ contextValue }) => contextValue.close() }),
};
const server = new ApolloServer({ schema, plugins: [closing] });
await server.start();
const context = () => {
  const frame = framed(pool);
  return Promise.resolve({ ...frame, load: loadersOf(frame.client) });
};
express()
  .use("/graphql", express.json(), expressMiddleware(server, { context }))
  .listen(port, "127.0.0.1");

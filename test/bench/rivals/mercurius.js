// mercurius as its makers would have it: compiled queries, its own loaders, prepared statements.
import fastify from "fastify";
import mercurius from "mercurius";
import { cursorOf, idOf, keyOf, lotsSql, pageOf, pool, port, sdl } from "./frame.js";
import { framed } from "./request-frame.js";

const named = (name, text) => (client, values) => client.query({ name, text, values });
const depots = named(
  "depots",
  `select id, name_zh as name, region_code as region, capacity_m3 as "capacityM3"
   from qipan.depot where id > $1 order by id limit $2`,
);
const lots = named("lots", lotsSql);
const regions = named(
  "regions",
  `select code, name_zh as "nameZh" from qipan.region where code = any ($1)`,
);
const items = named(
  "items",
  `select sku, name_zh as "nameZh", unit from qipan.item where sku = any ($1)`,
);

const byKey = (rows, key) => new Map(rows.map((row) => [row[key], row]));

const app = fastify();
app.register(mercurius, {
  schema: sdl,
  jit: 1,
  context: () => framed(pool),
  resolvers: {
    Query: {
      depots: async (_root, { first, after }, { client }) => {
        const { rows } = await depots(await client(), [keyOf(after), first + 1]);
        const node = ({ id, ...rest }) => ({ ...rest, id: idOf("Depot", id), code: id });
        return pageOf(rows, first, ({ id }) => cursorOf(id), node);
      },
    },
  },
  loaders: {
    Depot: {
      region: {
        opts: { cache: false },
        loader: async (asked, { client }) => {
          const codes = [...new Set(asked.map(({ obj }) => obj.region))];
          const found = byKey((await regions(await client(), [codes])).rows, "code");
          return asked.map(({ obj }) => found.get(obj.region));
        },
      },
      lots: {
        opts: { cache: false },
        loader: async (asked, { client }) => {
          const { first } = asked[0].params;
          const codes = asked.map(({ obj }) => obj.code);
          const { rows } = await lots(await client(), [codes, first + 1]);
          const of = new Map(codes.map((code) => [code, []]));
          for (const row of rows) of.get(row.depot).push(row);
          const node = ({ id, ...rest }) => ({ ...rest, id: idOf("StockLot", id) });
          return codes.map((code) =>
            pageOf(of.get(code), first, ({ item, id }) => cursorOf(item, id), node),
          );
        },
      },
    },
    Lot: {
      item: {
        opts: { cache: false },
        loader: async (asked, { client }) => {
          const skus = [...new Set(asked.map(({ obj }) => obj.item))];
          const found = byKey((await items(await client(), [skus])).rows, "sku");
          return asked.map(({ obj }) => ({ ...found.get(obj.item), id: idOf("Item", obj.item) }));
        },
      },
    },
  },
});
app.addHook("onRoute", () => undefined);
app.ready(() => {
  app.graphql.addHook("onResolution", (_execution, { close }) => close());
});
await app.listen({ port, host: "127.0.0.1" });

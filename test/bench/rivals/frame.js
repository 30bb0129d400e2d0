import process from "node:process";
import pg from "pg";
import { kept, settings } from "./settings.js";

// Numbers as numbers, days as text: as the hub tells them.
pg.types.setTypeParser(20, Number);
pg.types.setTypeParser(1082, String);

export const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, ...kept });

export const begin = `begin; set local role qipan_app; select ${Object.entries(settings)
  .map(([name, value]) => `set_config('${name}', '${value}', true)`)
  .join(", ")}`;

/** Every rival reads as the hub does: in one transaction, under the caller's settings. */
export async function inFrame(work) {
  const client = await pool.connect();
  try {
    await client.query(begin);
    const answer = await work(client);
    await client.query("commit");
    return answer;
  } finally {
    client.release();
  }
}

/** Relay's cursor of a depot and the global ids, written as the hub writes them. */
export const cursorOf = (...key) => Buffer.from(JSON.stringify(key)).toString("base64url");
export const keyOf = (cursor) =>
  cursor ? JSON.parse(Buffer.from(cursor, "base64url").toString())[0] : "";
export const idOf = (type, id) => Buffer.from(`${type}:${id}`).toString("base64url");

/** A page of rows of which one too many was read. */
export const pageOf = (rows, first, cursor, node = (row) => row) => {
  const edges = rows.slice(0, first).map((row) => ({ cursor: cursor(row), node: node(row) }));
  const endCursor = edges.at(-1)?.cursor ?? null;
  return { edges, pageInfo: { hasNextPage: rows.length > first, endCursor } };
};

export const sdl = `
  type Query { depots(first: Int!, after: String): DepotConnection! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type DepotConnection { edges: [DepotEdge!]! pageInfo: PageInfo! }
  type DepotEdge { cursor: String! node: Depot! }
  type Depot { id: ID! code: String! name: String! region: Region! capacityM3: Float
    lots(first: Int!): LotConnection! }
  type Region { code: String! nameZh: String! }
  type LotConnection { edges: [LotEdge!]! pageInfo: PageInfo! }
  type LotEdge { cursor: String! node: Lot! }
  type Lot { id: ID! code: String! quantity: Float unitValueFen: Float expiresOn: String item: Item! }
  type Item { id: ID! sku: String! nameZh: String! unit: String! }`;

/** The first lots of each of some depots with what is free of them. $1 depots, $2 how many. */
export const lotsSql = `select l.id, l.code, l.item, l.depot_id as depot,
    l.unit_value_fen as "unitValueFen", l.expires_on::text as "expiresOn",
    case when l.condition <> 'GOOD' or l.expires_on < current_date then 0 else b.free end as quantity
  from qipan.at_hand($1) as asked(depot)
  cross join lateral (
    select p.* from qipan.stock_lot p where p.depot_id = asked.depot
    order by p.item collate "C", p.id limit $2) l
  cross join lateral (select l.id::text as lot offset 0) k
  left join lateral (
    select sum(a.balance)::bigint as free from qipan.account a
    where a.lot = k.lot and a.kind = 'ON_HAND') b on true
  order by l.item collate "C", l.id`;

export { port } from "./settings.js";

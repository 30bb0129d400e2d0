// The floor: no GraphQL, one prepared statement that makes the whole answer in the database.
import { createServer } from "node:http";
import { inFrame, keyOf, lotsSql, port } from "./frame.js";

const id = (type, key) =>
  `translate(encode(convert_to('${type}:' || ${key}, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;
const cursor = (...keys) =>
  `translate(encode(convert_to('["' || ${keys.join(` || '","' || `)} || '"]', 'UTF8'), 'base64'), E'+/=\\n', '-_')`;
const lots = lotsSql
  .replace("qipan.at_hand($1) as asked(depot)", "(select d.id as depot) asked")
  .replace("limit $2", "limit 6");
const text = `
  select json_build_object('data', json_build_object('depots', json_build_object(
    'edges', coalesce(json_agg(edge order by n) filter (where n <= $2), '[]'),
    'pageInfo', json_build_object('hasNextPage', count(*) > $2,
      'endCursor', (array_agg(cursor order by n desc) filter (where n <= $2))[1]))))::text as answer
  from (
    select n, ${cursor("d.id")} as cursor, json_build_object('cursor', ${cursor("d.id")},
      'node', json_build_object('id', ${id("Depot", "d.id")}, 'code', d.id, 'name', d.name_zh,
        'region', json_build_object('code', r.code, 'nameZh', r.name_zh),
        'capacityM3', d.capacity_m3, 'lots', l.page)) as edge
    from (select *, row_number() over (order by id) as n from (
      select * from qipan.depot where id > $1 order by id limit $2 + 1) page) d
    join qipan.region r on r.code = d.region_code
    cross join lateral (
      select json_build_object('edges', coalesce(json_agg(json_build_object('node',
          json_build_object('id', ${id("StockLot", "l.id")}, 'code', l.code, 'quantity', l.quantity,
            'unitValueFen', l."unitValueFen", 'expiresOn', l."expiresOn",
            'item', json_build_object('id', ${id("Item", "i.sku")}, 'sku', i.sku,
              'nameZh', i.name_zh, 'unit', i.unit)))
          order by l.n) filter (where l.n <= 5), '[]'),
        'pageInfo', json_build_object('hasNextPage', count(*) > 5,
          'endCursor', (array_agg(${cursor("l.item", "l.id")} order by l.n desc)
            filter (where l.n <= 5))[1])) as page
      from (select *, row_number() over () as n from (${lots}) picked) l
      join qipan.item i on i.sku = l.item) l) edges`;

createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", async () => {
    const { variables } = JSON.parse(Buffer.concat(parts).toString());
    const values = [keyOf(variables.after), 50];
    const { rows } = await inFrame((client) => client.query({ name: "page", text, values }));
    response.setHeader("content-type", "application/json");
    response.end(rows[0].answer);
  });
}).listen(port, "127.0.0.1");

import { role } from "../../schema/words/access.ts";
import { codesOf } from "../../schema/words/word.ts";
import { literal } from "../../src/postgres/session.ts";

/** The one id of all that has a random one: so every row belongs to every other. */
export const only = "00000000-0000-4000-8000-00000000000a";
export const roles = codesOf(role);

/** A second row of some kinds, where an operation asks for one of another shape. */
export const second = "00000000-0000-4000-8000-00000000000b";
/** A charity of the same people, each with the same role there. */
export const charity = "OWN-GIVES";
/** What a table calls the donation and the shipment of the example. */
export const given = "X1";
export const shipment = "x";

const like = (table: string, changes: Readonly<Record<string, unknown>>): string =>
  `insert into qipan.${table} overriding system value
   select (jsonb_populate_record(t, ${literal(JSON.stringify(changes))})).*
   from (select t from qipan.${table} t limit 1) one (t)`;

/**
 * What one row of each kind does not show: a unit's order line, a claim between two others that a
 * resolution decides, goods on their way to refill a shelf, a charity with its donation, and a
 * statement that waits for the other side.
 */
export const laidBeside: readonly string[] = [
  `insert into qipan.organization (id, sector, name_zh, region_code)
    values (${literal(charity)}, 'CHARITY', 'x', '150300'), ('ELSE', 'GOVERNMENT', 'x', '640200')`,
  ...roles.flatMap((role) =>
    [`own-${role}`, "own"].map(
      (one) => `insert into qipan.membership values ('${one}', '${charity}', '${role}')`,
    ),
  ),
  like("dispatch_order", { id: second, number: "second" }),
  like("order_line", { id: second, order_id: second, item: null, lot_id: null, team_id: "T1" }),
  like("claim", { id: second, debtor_org: "ELSE", creditor_org: "ELSE", custodian_org: null }),
  `update qipan.resolution set reference_kind = 'CLAIM', reference_id = ${literal(second)}`,
  `insert into qipan.account (owner, kind, item, lot, custodian, place, ref, balance)
    values ('OWN', 'IN_TRANSIT', 'TENT', ${literal(only)}, 'OWN', 'D1', 'refill:${shipment}', 5)`,
  like("transfer", { id: second, reverses: null }),
  like("entry", { id: 1000, transfer_id: second, origin_version: 1000, target_version: 1000 }),
  `update qipan.entry set target = (
    select id from qipan.account where ref = 'refill:${shipment}') where id = 1000`,
  `update qipan.transfer set evidence = '{"depot": "D1"}'`,
  `update qipan.donation set number = ${literal(given)}`,
  `insert into qipan.statement (id, org, counterparty, cut_at, on_day, head_size, head_root,
      content, issued_by, issued_at)
    values (${literal(only)}, 'OWN', 'OWN', now(), '2026-01-01', 1, 'x',
      '{"head": null, "fromSize": 0, "claims": [], "goodsOut": [], "tasks": []}', 'own', now())`,
];

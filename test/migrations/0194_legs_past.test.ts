import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { rowsOf } from "../support/dispatch-state.ts";
import { fillDispatchWorld } from "../support/dispatch-world.ts";
import { bring, type Specimen } from "../support/state-orders.ts";

onBothShapes("what approvals, legs and needs were", (open) => {
  let database: Database;
  let one: Specimen;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
    one = await bring(database, "RECEIVED_WITH_DIFFERENCE");
  });
  afterAll(() => database.close());

  it("is kept with each change, at an event of the same transaction", async () => {
    const read = (table: string, columns: string, where: string) =>
      rowsOf<object>(
        database,
        `select p.version, p.existed, e.id is not null as own, ${columns} from qipan.${table} p
         left join qipan.event e on e.id = p.event where ${where} order by p.version`,
        [],
      );
    const begun = { version: 0, existed: false, own: true };
    const then = (version: number) => ({ version, existed: true, own: true });
    const legs = await read("leg_past", "p.state", `leg_id = '${one.legId}'`);
    expect(legs).toEqual([
      { ...begun, state: null },
      { ...then(1), state: "DEPARTED" },
    ]);
    const ofLeg = `leg_line_id in (select id from qipan.leg_line where leg_id = '${one.legId}')`;
    expect(await read("leg_line_past", "accepted", ofLeg)).toEqual([
      { ...begun, accepted: null },
      { ...then(1), accepted: 0 },
    ]);
    const needs = await read("need_past", "promised, received", `need_id = '${one.needId}'`);
    expect(needs).toEqual([
      { ...begun, promised: null, received: null },
      { ...then(1), promised: 0, received: 0 },
      { ...then(2), promised: 4, received: 0 },
    ]);
    const ofOrder = `approval_id in (select id from qipan.approval
      where order_id = '${one.orderId}' and kind = 'OWNER')`;
    expect(await read("approval_past", "p.state", ofOrder)).toEqual([
      { ...begun, state: null },
      { ...then(1), state: "PENDING" },
    ]);
  });

  it("is nobody's to write, and shown with its row alone", async () => {
    for (const table of ["approval_past", "leg_past", "leg_line_past"]) {
      const count = `select count(*)::integer as n from qipan.${table}`;
      const seen = await withTx(database, publicReader, ({ client }) => client.query(count));
      expect([table, seen.rows]).toEqual([table, [{ n: 0 }]]);
    }
    for (const table of ["approval_past", "leg_past", "leg_line_past", "need_past"])
      for (const deed of [`delete from qipan.${table}`, `update qipan.${table} set event = 1`]) {
        await expect(rowsOf(database, deed)).rejects.toMatchObject({ code: "42501" });
        await expect(withOwnerTx(database, ({ client }) => client.query(deed))).rejects.toThrow(
          /append-only|only|never/,
        );
      }
  });
});

import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { loaded } from "../support/dispatch-steps.ts";
import { fillDispatchWorld, orgs } from "../support/dispatch-world.ts";

const names = ["claim_due_day", "commitment_adds_up", "need_adds_up", "order_line_book"];

onBothShapes("migration 0214_lines_planned_once", (open) => {
  let database: Database;
  let needId: string;
  let lineId: string;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
    const order = await loaded(database, [{ lot: "tents", quantity: 3 }]);
    needId = order.needIds[0]!;
    lineId = order.lines[0]!.id;
  });
  afterAll(() => database.close());

  const asked = (sql: string, values: readonly unknown[]): Promise<unknown> =>
    withOwnerTx(database, async ({ client }) => {
      const { rows } = await client.query<{ answer: unknown }>(`select ${sql} as answer`, [
        ...values,
      ]);
      return rows[0]!.answer;
    });

  it("has a session plan each once", async () => {
    const { rows } = await withOwnerTx(database, ({ client }) =>
      client.query(
        `select p.proname as name from pg_proc p join pg_language l on l.oid = p.prolang
         where p.pronamespace = 'qipan'::regnamespace and l.lanname = 'plpgsql'
           and p.proname = any ($1) order by 1`,
        [names],
      ),
    );
    expect(rows).toEqual(names.map((name) => ({ name })));
  });

  it("tells the book of a line to its parties and the hub, and to nobody else", async () => {
    const book = (reader: Reader) =>
      withTx(database, reader, async ({ client }) => {
        const sql = "select qipan.order_line_book($1) as book";
        const { rows } = await client.query<{ book: unknown }>(sql, [lineId]);
        return rows[0]!.book;
      });
    const accounts = [expect.objectContaining({ kind: "HELD", ref: `firm:${lineId}`, balance: 3 })];
    const whole = { condition: "GOOD", claims: [], accounts };
    expect(await book(hubReader)).toEqual(whole);
    const member = { principal: "someone", partners: [] };
    expect(await book({ ...member, orgs: [orgs.lends] })).toEqual(whole);
    expect(await book({ ...member, orgs: ["ELSEWHERE"] })).toBeNull();
  });

  it.each([
    ["qipan.need_adds_up($1)", () => needId, true],
    ["qipan.need_adds_up($1)", () => lineId, null],
    ["qipan.commitment_adds_up($1)", () => null, null],
    ["qipan.commitment_adds_up($1)", () => "NONE", null],
    ["qipan.claim_due_day('DATE', 3, $1, null)", () => lineId, null],
    ["qipan.claim_due_day('RECEIPT', 3, $1, '2026-01-30')::text", () => lineId, "2026-02-02"],
    ["qipan.claim_due_day('RESPONSE_END', 3, $1, null)::text", () => lineId, null],
  ])("answers %s as before", async (sql, value, answer) => {
    expect(await asked(sql, [value()])).toBe(answer);
  });
});

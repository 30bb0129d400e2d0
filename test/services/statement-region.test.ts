import "reflect-metadata";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { StatementClaim } from "../../schema/shapes/statement.ts";
import type { Principal } from "../../src/access/principal.model.ts";
import { readerOf } from "../../src/access/reader.ts";
import { ledgerStatementCommand } from "../../src/cli/ledger.commands.ts";
import { globalId } from "../../src/graph/node.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import type { StatementRow } from "../../src/replenishment/statement.model.ts";
import { issueStatement, statementById } from "../../src/replenishment/statement.service.ts";
import { onBothShapes } from "../support/database.ts";
import { gone, sealAll } from "../support/ledger-figures.ts";
import { lend } from "../support/ledger-history.ts";
import { layLots, layWorld } from "../support/ledger-world.ts";

const region = "150300";
const finance = (...orgs: string[]): Principal => ({
  ...{ id: `usr-${orgs.join("-")}`, kind: "PERSON", name: "x", orgId: orgs[0]!, partners: [] },
  memberships: orgs.map((orgId) => ({ orgId, roles: ["FINANCE"] })),
});
const [alone, both] = [finance("G01"), finance("G01", "G03")];

onBothShapes("a statement of a region", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    await withOwnerTx(database, async ({ client }) => {
      await client.query(`insert into qipan.region (code, level, name_zh, name_en, pinyin,
        parent_code, lon, lat) values ('640200', 'PREFECTURE', 'x', 'x', 'x', null, 1, 1),
        ('150302', 'COUNTY', 'x', 'x', 'x', '150300', 1, 1)`);
      await client.query("update qipan.organization set region_code = '640200' where id = 'G06'");
      await client.query("update qipan.organization set region_code = '150302' where id = 'G03'");
    });
    for (const owner of ["G02", "G03", "G06"]) await lost(owner, 10);
    await sealAll(database);
  });
  afterAll(() => database.close());

  /** Goods that G01 borrowed and used up: it owes their owner a refill. */
  async function lost(owner: string, quantity: number): Promise<void> {
    const [lot] = await layLots(database, [{ owner, quantity }]);
    await gone(database, await lend(database, lot!, quantity), { consumed: quantity });
  }

  const ask = (principal: Principal, org = "G01", code = region) =>
    issueStatement(database, { principal, key: randomUUID() }, { org, region: code });
  const read = (principal: Principal, id: string) =>
    withTx(database, readerOf(principal), (tx) => statementById(tx, id));
  async function issued(principal: Principal): Promise<StatementRow> {
    const outcome = await ask(principal);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refused));
    return (await read(principal, outcome.value.id))!;
  }
  const refills = (lines: readonly StatementClaim[] = []) =>
    lines
      .filter(({ kind }) => kind === "REFILL")
      .map(({ org, side, counterparty, closing }) => [org, side, counterparty, closing]);

  it("rolls up the books of its reader, and tells what stays within apart and once", async () => {
    const row = await issued(both);
    const { content } = row;
    expect(row.books).toEqual(["G01", "G03"]);
    expect(content.untold).toEqual(["G02"]);
    expect(refills(content.claims)).toEqual([[undefined, "OWE", "G06", 10]]);
    expect(refills(content.within)).toEqual([
      ["G01", "OWE", "G02", 10],
      ["G03", "COLLECT", "G01", 10],
    ]);
    expect(content.tasks).toMatchObject([{ performer: "G01", missing: 10, depot: "D-G03" }]);
    expect(content.books?.map(({ org, head }) => [org, (head?.size ?? 0) > 0])).toEqual([
      ["G01", true],
      ["G03", true],
    ]);
  });

  it("is shown to who may read all its books, and follows its own subject alone", async () => {
    const [whole, part] = [await issued(both), await issued(alone)];
    expect(part).toMatchObject({ books: ["G01"], content: { fromSize: 0 } });
    expect(part.content.untold).toEqual(["G02", "G03"]);
    for (const reader of [alone, finance("G03"), finance("G02")])
      expect(await read(reader, whole.id)).toBeUndefined();
    expect(await read(both, part.id)).toBeDefined();
    await lost("G06", 5);
    await sealAll(database);
    const next = await issued(both);
    expect(next.content.fromSize).toBe(Number(whole.headSize));
    expect(next.content.claims).toContainEqual(
      expect.objectContaining({ kind: "REFILL", opening: 10, opened: 5, closing: 15 }),
    );
    expect((await read(both, whole.id))?.content).toEqual(whole.content);
  });

  it("is for the region's own government, by its finance or secretary", async () => {
    const refused = async (who: Principal, org?: string, code?: string) => {
      const outcome = await ask(who, org, code);
      return outcome.ok ? [] : outcome.refused.map((one) => one.code);
    };
    expect(await refused(finance("G03"), "G03")).toEqual(["OUTSIDE_REGION"]);
    expect(await refused(finance("G06"), "G06")).toEqual(["OUTSIDE_REGION"]);
    expect(await refused(finance("E01"), "E01")).toEqual(["OUTSIDE_REGION"]);
    expect(await refused(alone, "G01", "999999")).toEqual(["OUTSIDE_REGION"]);
    expect(await refused(finance("G02"))).toEqual(["NOT_ALLOWED"]);
    const holds = (role: "KEEPER" | "CONFERENCE_SECRETARY"): Principal => {
      return { ...alone, memberships: [{ orgId: "G01", roles: [role] }] };
    };
    expect(await refused(holds("KEEPER"))).toEqual(["NOT_ALLOWED"]);
    expect(await refused(holds("CONFERENCE_SECRETARY"))).toEqual([]);
  });

  it("is listed and printed by the operator's command, as the page has it", async () => {
    const row = await issued(both);
    const asked = async (
      positionals: readonly string[],
      values: Readonly<Record<string, boolean>> = {},
    ) => {
      const { run } = ledgerStatementCommand;
      if (!("onDatabase" in run)) throw new Error("runs on a database");
      const said = { out: "", err: "" };
      const out = (text: string) => (said.out += text);
      const err = (text: string) => (said.err += text);
      const code = await run.onDatabase(
        database,
        { positionals, values },
        { out, err, terminal: false },
      );
      return { code, ...said };
    };
    const number = `DZ-${row.onDay.replaceAll("-", "")}-${row.id.slice(0, 8).toUpperCase()}`;
    const list = await asked([]);
    expect(list.code).toBe(0);
    expect(list.out).toMatch(new RegExp(`${number}.*区域汇总.*无须.*${row.id}`));
    for (const id of [row.id, globalId("Statement", row.id)])
      expect(await asked([id])).toMatchObject({ code: 0, err: "" });
    const { out } = await asked([row.id]);
    for (const told of ["区域往来汇总对账单", number, "纳入单位", "往来各行"])
      expect(out).toContain(told);
    expect((await asked([row.id], { csv: true, en: true })).out).toContain(`Number,${number}\r\n`);
    const json = JSON.parse((await asked([row.id], { json: true })).out) as object;
    expect(json).toMatchObject({ number, id: row.id, content: row.content });
    for (const id of [randomUUID(), "x"]) {
      const none = await asked([id]);
      expect(none).toMatchObject({ code: 1, out: "" });
      expect(none.err).toContain("没有这份对账单");
    }
  });
});

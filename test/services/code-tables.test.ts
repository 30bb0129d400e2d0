import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { readPrincipal } from "../../src/access/access.service.ts";
import type { Principal } from "../../src/access/principal.model.ts";
import { readerOf } from "../../src/access/reader.ts";
import {
  listChanges,
  listCodeTables,
  listEntries,
  readCodesOf,
  readCodeTables,
  readEntries,
} from "../../src/codes/code-reading.service.ts";
import type { CodeRow } from "../../src/codes/codes.model.ts";
import { previewCodeTable } from "../../src/codes/codes.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, publicReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { CodesDesk, codesFile } from "../support/code-tables.ts";
import { onBothShapes } from "../support/database.ts";
import { codes } from "../support/donation-desk.ts";

const first = codesFile([
  ["M-1", "EP-N95", "盒", "20", "口罩"],
  ["M-2", "BD-QUILT"],
]);

onBothShapes("a code table", (open) => {
  let database: Database;
  let desk: CodesDesk;
  let keeper: Principal;
  let stranger: Principal;
  const person = async (id: string): Promise<Principal> => {
    const found = await readPrincipal(database, id);
    if (found === undefined) throw new Error(`the tiny world has ${id}`);
    return found;
  };
  beforeAll(async () => {
    database = await open();
    await loadWorld(database, world(1, "tiny"));
    keeper = await person("usr-c07-keeper");
    stranger = await person("usr-g06-dispatcher");
    desk = new CodesDesk(database, keeper);
  });
  afterAll(() => database.close());

  const count = (reader: Reader = hubReader): Promise<number[]> =>
    withTx(database, reader, async ({ client }) => {
      const { rows } = await client.query<{ n: number[] }>(
        `select array[(select count(*)::integer from qipan.code_table),
           (select count(*)::integer from qipan.code_table_version),
           (select count(*)::integer from qipan.code_entry)] as n`,
      );
      return rows[0]?.n ?? [];
    });
  const events = (): Promise<object[]> =>
    withTx(database, hubReader, async ({ client }) => {
      const { rows } = await client.query<object>(
        `select subject_version as version, parties, facts from qipan.event
         where kind = 'CODE_TABLE_CHANGED' order by id`,
      );
      return rows;
    });

  it("is looked at without a trace, and written once however often it is asked for", async () => {
    const seen = await desk.preview({ bytes: first });
    expect(seen).toMatchObject({
      value: { version: 1, total: 2, added: 2, changed: 0, removed: 0, errorRows: 0 },
    });
    expect(await count()).toEqual([0, 0, 0]);
    const { digest } = (seen as { value: { digest: string } }).value;
    const key = randomUUID();
    const done = await desk.confirm({ bytes: first }, digest, key);
    expect(codes(done)).toEqual([]);
    expect(await desk.confirm({ bytes: first }, digest, key)).toEqual(done);
    expect(codes(await desk.confirm({ bytes: first }, digest))).toEqual(["PREVIEW_STALE"]);
    expect(await count()).toEqual([1, 1, 2]);
    expect(await events()).toEqual([
      { version: 1, parties: [desk.org], facts: { added: 2, changed: 0, removed: 0 } },
    ]);
  });

  it("that comes again unchanged makes no version and tells nothing", async () => {
    const before = [await count(), await events()];
    await desk.imported({ bytes: first });
    expect([await count(), await events()]).toEqual(before);
    await desk.imported({ bytes: first, edition: "2026-11" });
    expect(await count()).toEqual([1, 2, 2]);
    await desk.imported({ bytes: first, edition: "2026-11" });
    expect(await count()).toEqual([1, 2, 2]);
  });

  it("with errors, or with nothing, is not written", async () => {
    const before = await count();
    for (const [bytes, code] of [
      [codesFile([["M-1", "NOPE"]]), "IMPORT_HAS_ERRORS"],
      [codesFile([]), "IMPORT_NOTHING"],
    ] as const) {
      const seen = await desk.preview({ bytes });
      const { digest } = (seen as { value: { digest: string } }).value;
      expect(codes(await desk.confirm({ bytes }, digest))).toEqual([code]);
    }
    expect(codes(await desk.preview({ bytes: first, system: " " }))).toEqual(["INVALID_INPUT"]);
    expect(codes(await desk.preview({ bytes: first, system: "a\nb" }))).toEqual(["INVALID_INPUT"]);
    expect(await count()).toEqual(before);
  });

  it("keeps every version as its file said it, and tells what each changed", async () => {
    const cells = fc.record({
      code: fc.constantFrom("A", "B", "C", "D"),
      target: fc.constantFrom("EP-N95", "BD-QUILT"),
      unit: fc.constantFrom("", "袋"),
      factor: fc.integer({ min: 2, max: 4 }),
      name: fc.constantFrom("", "甲"),
    });
    const files = fc.array(fc.array(cells, { minLength: 1, maxLength: 6 }), {
      minLength: 2,
      maxLength: 5,
    });
    let nth = 0;
    await fc.assert(
      fc.asyncProperty(files, async (drawn) => {
        const system = `S${String((nth += 1))}`;
        const kept: CodeRow[][] = [];
        let id = "";
        for (const rows of drawn) {
          const only = new Map(rows.map((row) => [`${row.code}${row.target}${row.unit}`, row]));
          const lines = [...only.values()].map(({ code, target, unit, factor, name }) => [
            ...[code, target, unit, unit === "" ? "" : String(factor), name],
          ]);
          id = await desk.imported({ system, bytes: codesFile(lines) });
          const version = await versionOf(id);
          kept[version] = await entriesOf(id, version);
          expect(kept[version].map(lineOf).toSorted()).toEqual(lines.map(said).toSorted());
        }
        for (const [version, rows] of kept.entries()) {
          if (version === 0) continue;
          expect(await entriesOf(id, version)).toEqual(rows);
          expect(await changed(id, version)).toEqual(between(kept[version - 1] ?? [], rows));
        }
      }),
      { numRuns: 12 },
    );
  });

  const versionOf = (id: string): Promise<number> =>
    withTx(database, hubReader, async (tx) => (await readCodeTables(tx, [id]))[0]?.version ?? 0);
  const entriesOf = (id: string, version: number): Promise<CodeRow[]> =>
    withTx(database, readerOf(keeper), (tx) => readEntries(tx, id, version));
  const lineOf = ({ code, target, unit, counts, name }: CodeRow): string =>
    said([code, target, unit, unit === "" ? "" : String(counts), name ?? ""]);
  const said = (cells: readonly string[]): string => cells.join("|");
  const changed = (id: string, version: number): Promise<string[]> =>
    withTx(database, readerOf(keeper), async (tx) => {
      const lines: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const page = await listChanges(tx, { id, version }, { first: 2, after });
        if (!page.ok) throw new Error("a page is asked for");
        lines.push(
          ...page.value.edges.map(({ node }) =>
            [node.before, node.after].map((row) => (row === null ? "-" : lineOf(row))).join(" > "),
          ),
        );
        ({ hasNextPage: more, endCursor: after } = page.value.pageInfo);
      }
      return lines.toSorted();
    });
  const between = (now: readonly CodeRow[], next: readonly CodeRow[]): string[] => {
    const keyed = (rows: readonly CodeRow[]) =>
      new Map(rows.map((row) => [`${row.code}|${row.target}|${row.unit}`, lineOf(row)]));
    const [before, after] = [keyed(now), keyed(next)];
    return [...new Set([...before.keys(), ...after.keys()])]
      .filter((key) => before.get(key) !== after.get(key))
      .map((key) => `${before.get(key) ?? "-"} > ${after.get(key) ?? "-"}`)
      .toSorted();
  };

  it("is confirmed once by two at the same moment", async () => {
    for (let round = 0; round < 5; round += 1) {
      const file = { bytes: first, system: `R${String(round)}` };
      const seen = await desk.preview(file);
      const { digest } = (seen as { value: { digest: string } }).value;
      const both = await Promise.all([desk.confirm(file, digest), desk.confirm(file, digest)]);
      expect(both.map(codes).toSorted()).toEqual([[], ["PREVIEW_STALE"]]);
    }
  });

  it("is its organization's to change, and shown to others only where it says so", async () => {
    const id = await desk.imported({ bytes: first, system: "GB" });
    const seesIt = (reader: Reader): Promise<boolean> =>
      withTx(database, reader, async (tx) => {
        const [table] = await readCodeTables(tx, [id]);
        const listed = await listCodeTables(tx, { first: 100, org: desk.org });
        const isListed = listed.ok && listed.value.edges.some(({ node }) => node.id === id);
        const entries = await listEntries(tx, { id, version: 1 }, { first: 10 });
        const key = { org: desk.org, system: "GB", kind: "ITEM" as const };
        const found = await readCodesOf(tx, key, ["EP-N95"]);
        const told = [isListed, entries.ok && entries.value.edges.length > 0, found !== undefined];
        expect(new Set([table !== undefined, ...told]).size).toBe(1);
        return table !== undefined;
      });
    const readers = [readerOf(keeper), readerOf(stranger), publicReader];
    const all = () => Promise.all(readers.map(seesIt));
    expect(await all()).toEqual([true, false, false]);
    await desk.imported({ bytes: first, system: "GB", sight: "MEMBERS" });
    expect(await all()).toEqual([true, true, false]);
    expect((await events()).at(-1)).toMatchObject({ version: 1, parties: ["*"] });
    await desk.imported({ bytes: first, system: "GB", sight: "OWN" });
    expect(await all()).toEqual([true, false, false]);
    expect((await events()).at(-1)).toMatchObject({ parties: ["*"] });
  });

  it("is nobody else's to write, by the service or beside it", async () => {
    const other = new CodesDesk(database, stranger);
    expect(codes(await other.preview({ bytes: first }))).toEqual(["NOT_ALLOWED"]);
    const file = desk.fileOf({ bytes: first });
    expect(codes(await previewCodeTable(database, undefined, file))).toEqual(["SIGN_IN_REQUIRED"]);
    const theirs = await withTx(database, hubReader, async ({ client }) => {
      const { rows } = await client.query<{ id: string }>(
        "select id from qipan.code_table limit 1",
      );
      return rows[0]?.id;
    });
    const beside = (sql: string) =>
      withTx(database, readerOf(stranger), async ({ client }) => {
        const { rowCount } = await client.query(sql, [theirs]);
        return rowCount;
      });
    await expect(
      beside(`insert into qipan.code_entry
          (table_id, code, target, unit, give, counts, from_version)
        values ($1, 'X', 'EP-N95', '', 1, 1, 1)`),
    ).rejects.toMatchObject({ code: "42501" });
    expect(await beside("update qipan.code_table set version = 9 where id = $1")).toBe(0);
    const update = "update qipan.code_entry set until_version = 9 where table_id = $1";
    expect(await beside(update)).toBe(0);
    await expect(
      withTx(database, readerOf(keeper), ({ client }) =>
        client.query("update qipan.code_entry set target = 'SAND' where table_id = $1", [theirs]),
      ),
    ).rejects.toMatchObject({ code: "42501" });
  });
});

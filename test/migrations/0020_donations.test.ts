import { afterAll, beforeAll, expect, it } from "vitest";
import { eventKind, subjectKind } from "../../schema/words/events.ts";
import { readerOf } from "../../src/access/reader.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { checkText } from "../support/check-text.ts";
import { onBothShapes } from "../support/database.ts";
import { openDesk, type DonationDesk } from "../support/donation-desk.ts";

onBothShapes("what a charity published", (open) => {
  let database: Database;
  let desk: DonationDesk;
  beforeAll(async () => {
    database = await open();
    desk = await openDesk(database);
  });
  afterAll(() => database.close());

  const run = (reader: Reader, sql: string) =>
    withTx(database, reader, ({ client }) => client.query(sql));

  it.each([
    "delete from qipan.disclosure_line",
    "delete from qipan.disclosure_version",
    "update qipan.disclosure_line set donor = null",
    "update qipan.disclosure_distribution set place = null",
    "update qipan.disclosure_version set note = null",
    "update qipan.donation_intake set quantity = 1",
    "update qipan.disclosure_rule set days = 99",
  ])("is not changed by %s, even by the hub", async (sql) => {
    await expect(run(hubReader, sql)).rejects.toMatchObject({ code: "42501" });
  });

  it("is ended by a later version, by its own charity only", async () => {
    const end = "update qipan.disclosure_line set until_version = 2 where until_version is null";
    expect((await run(readerOf(desk.stranger), end)).rowCount).toBe(0);
    expect((await run(readerOf(desk.publisher), end)).rowCount).toBeGreaterThan(0);
  });

  it("is not added to by another", async () => {
    const forge = `insert into qipan.disclosure_version
      select id, 9, 'UPDATE', null, now(), 0, 0 from qipan.disclosure where version > 0`;
    await expect(run(readerOf(desk.stranger), forge)).rejects.toMatchObject({ code: "42501" });
  });

  it.each([
    ["event_kind", Object.keys(eventKind)],
    ["event_subject_kind", Object.keys(subjectKind)],
  ])("is told in the words that %s knows, and in no other", async (name, words) => {
    const known = await withOwnerTx(database, async ({ client }) => {
      const { rows } = await client.query<{ word: string }>(
        `select distinct m[1] as word from pg_constraint c,
           regexp_matches(${checkText}, '([A-Z][A-Z_]+[A-Z])', 'g') m
         where c.conrelid = 'qipan.event'::regclass and c.conname = $1`,
        [name],
      );
      return rows
        .map(({ word }) => word)
        .filter((word) => !["CHECK", "ANY", "ARRAY"].includes(word));
    });
    expect(known.toSorted()).toEqual(words.toSorted());
  });
});

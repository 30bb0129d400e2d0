import { afterAll, beforeAll, expect, it } from "vitest";
import { eventKind, subjectKind } from "../../schema/words/events.ts";
import {
  accountKind,
  liabilityRule,
  settlementMeans,
  transferOp,
} from "../../schema/words/ledger.ts";
import { codesOf, type Words } from "../../schema/words/word.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { checkText } from "../support/check-text.ts";
import { onBothShapes } from "../support/database.ts";

onBothShapes("checks", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it.each<readonly [string, string, Words]>([
    ["event", "event_kind", eventKind],
    ["event", "event_subject_kind", subjectKind],
    ["transfer", "transfer_op", transferOp],
    ["account", "account_kind", accountKind],
    ["entry", "entry_means", settlementMeans],
    ["claim", "claim_liability", liabilityRule],
  ])("of %s, %s, let every word of the list in", async (table, name, words) => {
    const { rows } = await withOwnerTx(database, ({ client }) =>
      client.query<{ text: string }>(
        `select ${checkText} as text from pg_constraint c
         where c.conname = $2 and c.conrelid = ('qipan.' || $1::text)::regclass`,
        [table, name],
      ),
    );
    const known = new Set(rows[0]?.text.match(/\b[A-Z][A-Z_]+\b/g));
    expect(codesOf(words).filter((code) => !known.has(code))).toEqual([]);
    expect(known.has("NOT_A_WORD")).toBe(false);
  });
});

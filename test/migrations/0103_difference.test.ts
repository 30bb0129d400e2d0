import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { checkText } from "../support/check-text.ts";
import { onBothShapes } from "../support/database.ts";

onBothShapes("a difference that is denied", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it.each([
    ["leg", "leg_difference_denied", "difference_denied_reason"],
    ["leg_line", "leg_line_denied", "denied_missing"],
    ["event", "event_kind", "DIFFERENCE_DENIED"],
  ])("is written whole: %s has %s", async (table, name, says) => {
    const { rows } = await withOwnerTx(database, ({ client }) =>
      client.query<{ text: string }>(
        `select ${checkText} as text from pg_constraint c
         where c.conname = $2 and c.conrelid = ('qipan.' || $1::text)::regclass`,
        [table, name],
      ),
    );
    expect(rows[0]?.text).toContain(says);
  });
});

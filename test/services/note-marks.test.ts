import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { markSql, NoteMarks } from "../../src/ledger/note-marks.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { onBothShapes } from "../support/database.ts";
import { rowsOf } from "../support/dispatch-state.ts";

interface Note {
  readonly seq: number;
  readonly balance: number;
  readonly touches: number;
  readonly version: number;
}

onBothShapes("the mark of a noted balance", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  /** Marked by the database, in the order of the notes. */
  const marked = (key: readonly [number, number], notes: readonly Note[]) =>
    rowsOf<{ high: number; low: number }>(
      database,
      `select (mark >> 32)::integer as high, ((mark << 32) >> 32)::integer as low
       from (select nth, ${markSql(key)} as mark
         from (select nth, (n ->> 'seq')::bigint as seq, (n ->> 'balance')::bigint as balance,
             (n ->> 'touches')::bigint as touches, (n ->> 'version')::bigint as version
           from jsonb_array_elements($1) with ordinality as l (n, nth)) n) m order by nth`,
      [JSON.stringify(notes)],
    );

  const half = fc.integer();
  const figure = fc.oneof(fc.nat(), fc.nat(2 ** 33), fc.maxSafeInteger());
  const note = fc.record({
    seq: figure.map(Math.abs),
    balance: fc.oneof(figure, fc.constantFrom(0, -1, 2 ** 32, -(2 ** 32), 2 ** 31)),
    touches: fc.nat(2 ** 31 - 1),
    version: fc.nat(2 ** 31 - 1),
  });

  it("is the same here and in the database, whatever the figures and the key", async () => {
    const notes = fc.array(note, { minLength: 1, maxLength: 200 });
    const asked = fc.asyncProperty(fc.tuple(half, half), notes, async (key, some) => {
      const marks = new NoteMarks(key);
      const here = some.map(({ seq, balance, touches, version }) => {
        marks.mark(seq, balance, touches, version);
        return { high: marks.high, low: marks.low };
      });
      expect(await marked(key, some)).toEqual(here);
    });
    await fc.assert(asked, {
      numRuns: 30,
      examples: [[[0, 0], [{ seq: 0, balance: 0, touches: 0, version: 0 }]]],
    });
  });

  it("is another one for each other figure", async () => {
    const zero = { seq: 1, balance: 0, touches: 1, version: 1 };
    const others = [1, 2 ** 31, 2 ** 32, 2 ** 32 + 1, -1, -(2 ** 32)].map((balance) => {
      return { ...zero, balance };
    });
    const seqs = [2, 2 ** 32, 2 ** 32 + 1].map((seq) => ({ ...zero, seq }));
    const rest = [
      { ...zero, touches: 2 },
      { ...zero, version: 2 },
    ];
    const all = await marked([7, 11], [zero, ...others, ...seqs, ...rest]);
    expect(new Set(all.map(({ high, low }) => `${high} ${low}`)).size).toBe(all.length);
  });
});

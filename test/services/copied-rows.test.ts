import { afterAll, beforeAll, expect, it } from "vitest";
import { copyRows, fieldsOf, wholeNumbers } from "../../src/postgres/copy.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { onBothShapes } from "../support/database.ts";
import { asHub } from "../support/ledger-world.ts";

onBothShapes("rows that are copied out", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const copied = (query: string): Promise<string[][]> =>
    asHub(database, async (tx) => {
      const rows: string[][] = [];
      await copyRows(tx, query, (row) => {
        rows.push(fieldsOf(row.toString("utf8", 0, row.length - 1)));
      });
      return rows;
    });

  it("are what they were, whatever is in them", async () => {
    const texts = ["", "乌海 𠮷", "\t\n\r\b\f\v", "\\N", "a\\tb", '"\\"', "\u0001\u001e\u001f"];
    const quoted = texts.map((text) => `('${text}', 7)`).join(", ");
    expect(await copied(`select * from (values ${quoted}) as v`)).toEqual(
      texts.map((text) => [text, "7"]),
    );
  });

  it("tell whole numbers, also the greatest and those below nothing", async () => {
    const numbers = [0, 7, -7, 2 ** 31, -(2 ** 40), Number.MAX_SAFE_INTEGER];
    const rows: number[][] = [];
    await asHub(database, (tx) =>
      copyRows(tx, `select n, -n from unnest('{${numbers.join()}}'::bigint[]) n`, (row) => {
        const into = new Float64Array(2);
        wholeNumbers(row, into);
        rows.push([...into]);
      }),
    );
    expect(rows).toEqual(numbers.map((n) => [n, n === 0 ? 0 : -n]));
  });

  it("leave the connection as it was, also where a query or its reader fails", async () => {
    const failing = (query: string) =>
      asHub(database, (tx) =>
        copyRows(tx, query, () => {
          throw new Error("enough");
        }),
      );
    await expect(failing("select generate_series(1, 9)")).rejects.toThrow("enough");
    await expect(failing("select 1 / 0")).rejects.toThrow("division by zero");
    await expect(
      asHub(database, async (tx) => {
        const both = [1, 2].map((n) => copyRows(tx, `select ${n}`, () => undefined));
        await Promise.all(both);
        return (await tx.client.query<{ n: number }>("select 3 as n")).rows;
      }),
    ).resolves.toEqual([{ n: 3 }]);
  });
});

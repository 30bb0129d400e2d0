import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KeptHead } from "../../src/ledger/book.model.ts";
import { confirmClaim } from "../../src/ledger/ledger.service.ts";
import { splitClaim } from "../../src/ledger/posting.settle.rules.ts";
import { reversal } from "../../src/ledger/posting.stock.rules.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import { keptHeadsIn } from "../../src/moving/export-lines.rules.ts";
import { verifyFile } from "../../src/moving/verify-file.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { parentOf } from "../../src/replenishment/claims.rules.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { gone, sealAll } from "../support/ledger-figures.ts";
import { lend, lendAndLose } from "../support/ledger-history.ts";
import { asHub, book, evidence, layLots, layWorld, newId } from "../support/ledger-world.ts";
import { changeRow, exportTo, foundDrill, linesOf, openDesk } from "../support/moving.ts";
import { resigned, writeLines, type Desk } from "../support/moving.ts";

let desk: Desk;
let database: Database;
let lines: string[];
let keptEarly: KeptHead;
beforeAll(async () => {
  desk = await openDesk();
  database = await openEmbeddedTest();
  await foundDrill(database);
  await layWorld(database);
  const lots = await layLots(database, [{ quantity: 100 }, { quantity: 40, owner: "G03" }]);
  await lendAndLose(database, lots[0]!);
  await sealAll(database);
  keptEarly = (await exportTo(desk.file("early.gz"), database)).footer.heads[0]!;
  await layMore(database);
  await sealAll(database);
  await exportTo(desk.file("whole.gz"), database, { stretch: 9 });
  lines = await linesOf(desk.file("whole.gz"));
});
afterAll(async () => {
  await database.close();
  await desk.clear();
});

/** A claim that both sides sign and split, undone again: what the plain stories leave out. */
async function layMore(at: Database): Promise<void> {
  const [lot] = await layLots(at, [{ quantity: 10, underNorm: false }]);
  const line = await gone(at, await lend(at, lot!, 10), { consumed: 10 });
  const claim = line.claims.find(({ kind }) => kind === "REFILL")!;
  for (const side of ["DEBTOR", "CREDITOR"] as const)
    await asHub(at, (tx) => confirmClaim(tx, claim.id, side));
  const split = splitClaim({ evidence }, { parent: parentOf(claim), quantity: 4 }, newId);
  const transferId = await book(at, split);
  await book(at, reversal({ evidence }, { transferId, lines: split.lines }, []));
}

const verified = async (path: string, kept: readonly KeptHead[] = []) => {
  const outcome = await verifyFile(path, kept);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refused));
  return outcome.value;
};

describe("an export, verified without a database", () => {
  it("says of an honest book what the hub says of it", async () => {
    const here = await verified(desk.file("whole.gz"), [keptEarly]);
    expect(here).toEqual(await verifyBook(database, [keptEarly]));
    expect(here).toMatchObject({ verified: true, unsealed: 0, problems: [] });
    expect(here.heads).toBeGreaterThan(2);
  });

  it.each([
    ["quantity", "entry", /^account \d+ \(G02 \w+ TENT\): balance/],
    ["quantity", "entry", /^transfer \S+ line 0: not what its leaf in book \w+ says/],
    ["origin_version", "entry", /^account \d+ .*with gaps/],
    ["line", "entry", /^transfer \S+: its lines are not whole/],
    ["occurred_at", "transfer", /^transfer \S+ line 0: not what its leaf/],
    ["actor", "transfer", /^transfer \S+ line 0: not what its leaf/],
    ["evidence", "transfer", /^transfer \S+ line 0: not what its leaf/],
    ["balance", "account", /^account \d+ .*: balance/],
    ["balance", "account", /^item TENT lot \S+: all accounts add up to/],
    ["ref", "account", /^transfer \S+ line \d+: not what its leaf/],
    ["opened", "claim", /^claim \S+: the row says/],
    ["debtor_org", "claim", /^claim \S+: the row says/],
    ["state", "claim", /^claim \S+: the row says/],
    ["quantity", "refill_task", /^refill task \S+: the row says/],
    ["performer_org", "refill_task", /^claim \S+: \d+ to refill, its tasks miss/],
    ["hash", "book_leaf", /^transfer \S+ line \d+: not what its leaf/],
    ["position", "book_leaf", /^transfer \S+ line \d+: at \d+ in book/],
    ["root", "ledger_head", /its hash is not its own/],
    ["previous", "ledger_head", /does not name the head before it/],
    ["seq", "sealed", /^seq 1: missing/],
    ["row_id", "sealed", /^seq \d+: \w+ \d+ does not exist/],
  ])("finds another %s of a row in %s, and names it", async (column, table, problem) => {
    const changed = changeRow(lines, table, (row) => {
      row[column] = otherThan(row[column] ?? "");
    });
    expect(changed).not.toEqual(lines);
    await writeLines(desk.file("wrong.gz"), resigned(changed));
    const { verified: good, problems } = await verified(desk.file("wrong.gz"));
    expect(good).toBe(false);
    expect(problems).toContainEqual(expect.stringMatching(problem));
  });

  it("finds a row that was taken out, with the counts set right", async () => {
    const [first = "", ...rest] = lines;
    const at = rest.findIndex((line) => line.startsWith('{"table":"refill_task"')) + 1;
    const fewer = (line: string) =>
      line.replace(/"refill_task":(\d+)/, (_all, n) => `"refill_task":${Number(n) - 1}`);
    const without = [fewer(first), ...rest.toSpliced(at, 1).slice(0, -1), fewer(rest.at(-1)!)];
    await writeLines(desk.file("fewer.gz"), resigned(without));
    const { problems } = await verified(desk.file("fewer.gz"));
    expect(problems).toContainEqual(expect.stringMatching(/^refill task \S+: there is no row/));
  });

  it("is refused when it was edited and not signed anew", async () => {
    await writeLines(
      desk.file("edited.gz"),
      changeRow(lines, "entry", (row) => (row.quantity = "9")),
    );
    expect(await verifyFile(desk.file("edited.gz"), [])).toMatchObject({
      refused: [{ code: "FILE_CHANGED" }],
    });
  });
});

/** Another value of the same form, such as a forger would write. */
function otherThan(value: string): string {
  if (/^\d+$/.test(value)) return String(Number(value) + 1000);
  if (/^\d{4}-/.test(value)) return value.replace(/^\d{4}/, "2020");
  if (value.startsWith("{")) return '{"slip": "forged"}';
  return value === "CONFIRMED" ? "SETTLED" : `${value.slice(1)}${value.slice(0, 1)}X`;
}

describe("a head that a partner kept", () => {
  it("is read alone or in a list, and from nothing else", () => {
    const head = { book: "G02", size: 3, root: "aa", hash: "bb" };
    expect(keptHeadsIn(JSON.stringify({ ...head, previous: "" }))).toMatchObject([head]);
    expect(keptHeadsIn(JSON.stringify([head, head]))).toHaveLength(2);
    for (const wrong of ["", "3", "[1]", '{"book":"G02"}', '{"size":"3"}'])
      expect(keptHeadsIn(wrong)).toBeUndefined();
  });

  it("refutes a history that was written anew and is whole in itself", async () => {
    const anew = await openEmbeddedTest();
    await foundDrill(anew);
    await layWorld(anew);
    const lots = await layLots(anew, [{ quantity: 90 }, { quantity: 40, owner: "G03" }]);
    await lendAndLose(anew, lots[0]!);
    await sealAll(anew);
    await exportTo(desk.file("anew.gz"), anew);
    expect(await verified(desk.file("anew.gz"))).toMatchObject({ verified: true });
    const refuted = {
      verified: false,
      problems: [expect.stringMatching(/^kept head of book \w+ at size \d+: /)],
    };
    expect(await verified(desk.file("anew.gz"), [keptEarly])).toMatchObject(refuted);
    expect(await verifyBook(anew, [keptEarly])).toMatchObject(refuted);
    await anew.close();
  });

  it.each([
    [{ hash: "00" }, /another history/],
    [{ size: 1_000_000 }, /there are only \d+ leaves/],
    [{ book: "NOBODY" }, /there are only 0 leaves/],
    [{ size: 1 }, /never signed there/],
  ])("is refuted itself if it is not of the book: %j", async (change, problem) => {
    const { problems } = await verified(desk.file("whole.gz"), [{ ...keptEarly, ...change }]);
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });
});

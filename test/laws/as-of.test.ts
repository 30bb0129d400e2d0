import { afterEach, beforeEach, expect, it } from "vitest";
import { foundHubRow } from "../../src/feed/feed.service.ts";
import { readCut, type Cut, type CutWish } from "../../src/feed/cut.service.ts";
import {
  listPastAccounts,
  listPastClaims,
  listPastTasks,
  readOwed,
} from "../../src/ledger/as-of.service.ts";
import { readAccountSights } from "../../src/ledger/ledger.loader.ts";
import { readTasks } from "../../src/ledger/ledger.service.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { PageOf, PageRequest } from "../../src/kernel/page.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import {
  listPastLots,
  listPastPosition,
  listPastShelves,
} from "../../src/reserves/as-of.service.ts";
import { onBothShapes } from "../support/database.ts";
import { History } from "../support/as-of-history.ts";
import type { NaiveBook } from "../support/ledger-auditor.ts";
import { sealAll } from "../support/ledger-figures.ts";
import { asHub, layWorld } from "../support/ledger-world.ts";

/** Everything that was in the book at a moment, copied whole: the naive way to keep a past. */
interface Snapshot {
  readonly cut: Cut;
  readonly balances: ReadonlyMap<string, number>;
  readonly claims: ReadonlyMap<string, number>;
  /** Rows of tasks and sums of accounts, read as they stood. */
  readonly tasks: readonly string[];
  readonly accounts: readonly string[];
}

const owners = ["G01", "G02", "G06"];
const task = (row: { id: string; quantity: number; done: number; state: string }): string =>
  [row.id, row.quantity, row.done, row.state].join(" ");

const partsOf = (name: string) => {
  const [owner, kind, item, lot, , place, counterparty, claimKind] = name.split("|");
  return { owner, kind, item, lot, place, counterparty, claimKind };
};

const summed = (
  { balances }: Snapshot,
  of: (parts: ReturnType<typeof partsOf>) => string | undefined,
): [string, number][] => {
  const sums = new Map<string, number>();
  for (const [name, balance] of balances) {
    const key = of(partsOf(name));
    if (key !== undefined) sums.set(key, (sums.get(key) ?? 0) + balance);
  }
  return [...sums].filter(([, sum]) => sum !== 0).toSorted();
};

onBothShapes("a cited figure", (open) => {
  let database: Database;
  beforeEach(async () => {
    database = await open();
    await withOwnerTx(database, (tx) => foundHubRow(tx, "EXERCISE", null));
    await layWorld(database);
  });
  afterEach(() => database.close());

  const cutOf = (wish: CutWish): Promise<Cut> =>
    asHub(database, async (tx) => {
      const found = await readCut(tx, wish);
      if (!found.ok) throw new Error(JSON.stringify(found.refused));
      return found.value;
    });

  it.each([1, 2, 3, Date.now() % 1_000_000])(
    "is what a copy of the book of that moment says, whatever came later (seed %i)",
    async (seed) => {
      const snapshots = await new History(database, seed).run((naive) => snapshot(naive));
      expect(snapshots.length).toBeGreaterThan(8);
      for (const one of snapshots) await same(one);
      // Asked once more, when all of it was answered already: nothing depends on what was asked.
      await same(snapshots[0]!);
      expect(await verifyBook(database)).toMatchObject({ verified: true, problems: [] });
    },
    120_000,
  );

  async function snapshot(naive: NaiveBook): Promise<Snapshot> {
    await sealAll(database);
    const claims = [...naive.claims].map(([id, { outstanding }]) => [id, outstanding] as const);
    const cut = await cutOf({});
    const copied = { balances: new Map(naive.balances), claims: new Map(claims) };
    return asHub(database, async (tx) => {
      const tasks = (await readTasks(tx, {})).map(task).toSorted();
      const accounts = [];
      for (const owner of owners) accounts.push(...(await readAccountSights(tx, { owner })));
      const sums = accounts.map((one) => JSON.stringify(one)).toSorted();
      return { cut, ...copied, tasks, accounts: sums };
    });
  }

  async function same(one: Snapshot): Promise<void> {
    const { cut } = one;
    expect(await cutOf({ cursor: cut.cursor })).toEqual(cut);
    expect(await cutOf({ time: cut.sealedAt })).toEqual(cut);
    const earlier = await cutOf({ time: new Date(cut.sealedAt!.getTime() - 1) });
    expect(earlier.seq).toBeLessThan(cut.seq);
    expect(await balancesAt(cut)).toEqual(
      summed(one, ({ kind, lot }) => `${kind ?? ""} ${lot ?? ""}`),
    );
    await sameOnShelves(one);
    await sameOwed(one);
    await sameInBooks(one);
  }

  const balancesAt = (cut: Cut): Promise<[string, number][]> =>
    asHub(database, async ({ client }) => {
      const { rows } = await client.query<{ name: string; balance: number }>(
        `select a.kind || ' ' || a.lot as name, sum(v.balance)::bigint as balance
         from qipan.account a cross join lateral (select balance from qipan.account_past p
           where p.account = a.id and p.seq <= $1 order by p.seq desc limit 1) v
         group by 1 having sum(v.balance) <> 0`,
        [cut.seq],
      );
      return rows.map(({ name, balance }): [string, number] => [name, balance]).toSorted();
    });

  async function sameOnShelves(one: Snapshot): Promise<void> {
    const found: [string, number][] = [];
    for (const depotCode of ["D-G02", "D-G06"]) {
      const lots = await asHub(database, (tx) =>
        listPastLots(tx, one.cut, { first: 100, depotCode }),
      );
      if (!lots.ok) throw new Error("not listed");
      for (const { node } of lots.value.edges)
        for (const [kind, at] of Object.entries({
          ON_HAND: node.onHand,
          HELD: node.held,
          BLOCKED: node.blocked,
        }))
          if (at !== null && at !== 0) found.push([`${kind} ${node.id}`, at]);
    }
    const shelves = new Set(["ON_HAND", "HELD", "BLOCKED"]);
    const expected = summed(one, ({ kind, lot }) =>
      shelves.has(kind ?? "") ? `${kind ?? ""} ${lot ?? ""}` : undefined,
    );
    expect(found.toSorted()).toEqual(expected);
    await sameInRegion(one.cut);
  }

  /** By item, by depot and by lot the same goods are added up. */
  async function sameInRegion(cut: Cut): Promise<void> {
    const page = { first: 100 };
    await asHub(database, async (tx) => {
      const position = await listPastPosition(tx, cut, { ...page, regionCode: "150300" });
      if (!position.ok) throw new Error("not listed");
      for (const { node } of position.value.edges) {
        const stock = await listPastShelves(tx, cut, { ...page, item: node.item });
        if (!stock.ok) throw new Error("not listed");
        const depots = stock.value.edges.map((edge) => edge.node);
        for (const name of ["onHand", "usable", "held", "blocked", "lots"] as const)
          expect(depots.reduce((sum, depot) => sum + (depot[name] ?? 0), 0)).toBe(node[name]);
      }
    });
  }

  /** Tasks and accounts page by page: as many as there were, each as it was. */
  async function sameInBooks({ cut, tasks, accounts }: Snapshot): Promise<void> {
    await asHub(database, async (tx) => {
      const told = await pages((page) => listPastTasks(tx, cut, {}, page));
      expect(told.map(task).toSorted()).toEqual(tasks);
      const sums: string[] = [];
      for (const owner of owners)
        for (const one of await pages((page) => listPastAccounts(tx, cut, { owner }, page)))
          sums.push(JSON.stringify(one));
      expect(sums.toSorted()).toEqual(accounts);
    });
  }

  async function sameOwed(one: Snapshot): Promise<void> {
    const claims = await asHub(database, (tx) => listPastClaims(tx, one.cut, {}, { first: 100 }));
    if (!claims.ok) throw new Error("not listed");
    const known = claims.value.edges.filter(({ node }) => one.claims.has(node.id));
    if (one.claims.size < 100) expect(known.length).toBe(one.claims.size);
    for (const { node } of known) expect(node.outstanding).toBe(one.claims.get(node.id));
    const pairs = summed(one, ({ kind, owner, counterparty, claimKind, item }) =>
      kind === "RECEIVABLE"
        ? [counterparty, owner, claimKind, item].map((part) => part ?? "").join(" ")
        : undefined,
    );
    const told: [string, number][] = [];
    for (const pair of new Set(pairs.map(([name]) => name.split(" ").slice(0, 2).join(" ")))) {
      const [debtorOrg = "", creditorOrg = ""] = pair.split(" ");
      const rows = await asHub(database, (tx) => readOwed(tx, one.cut, { debtorOrg, creditorOrg }));
      for (const { kind, itemCode, outstanding } of rows)
        told.push([`${pair} ${kind} ${itemCode ?? "CNY"}`, outstanding]);
    }
    expect(told.toSorted()).toEqual(pairs);
  }
});

async function pages<Row>(
  read: (page: PageRequest) => Promise<Outcome<PageOf<Row>>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after: string | null = null, more = true; more;) {
    const page = await read({ first: 7, after });
    if (!page.ok) throw new Error(JSON.stringify(page.refused));
    rows.push(...page.value.edges.map(({ node }) => node));
    ({ hasNextPage: more, endCursor: after } = page.value.pageInfo);
  }
  return rows;
}

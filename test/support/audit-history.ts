import { randomUUID } from "node:crypto";
import type { Principal } from "../../src/access/principal.model.ts";
import type { Chance } from "../../src/kernel/chance.ts";
import { confirmClaim, disputeClaim, readTasks } from "../../src/ledger/ledger.service.ts";
import type { LineFacts } from "../../src/ledger/posting.model.ts";
import { splitClaim } from "../../src/ledger/posting.settle.rules.ts";
import { reversal } from "../../src/ledger/posting.stock.rules.ts";
import { use } from "../../src/ledger/posting.use.rules.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { parentOf } from "../../src/replenishment/claims.rules.ts";
import type { StatementInput } from "../../src/replenishment/statement.model.ts";
import { issueStatement } from "../../src/replenishment/statement.service.ts";
import { sealAll } from "./ledger-figures.ts";
import { bringBack, lend, onSite } from "./ledger-history.ts";
import { asHub, book, evidence, fresh, incidentId, layLots, newId } from "./ledger-world.ts";
import { userRefills } from "./ledger-world.ts";
import { forgive } from "./netting-world.ts";

const finance = (...orgs: string[]): Principal => ({
  ...{ id: `usr-${orgs.join("-")}`, kind: "PERSON", name: "x", orgId: orgs[0]!, partners: [] },
  memberships: orgs.map((orgId) => ({ orgId, roles: ["FINANCE"] })),
});

/** Statements of every kind: of one book, of two sides, of an incident, of a region. */
const subjects: readonly (readonly [Principal, StatementInput])[] = [
  [finance("G01"), { org: "G01" }],
  [finance("G02"), { org: "G02", counterparty: "G01" }],
  [finance("G03"), { org: "G03", incidentId }],
  [finance("G01", "G03"), { org: "G01", region: "150300" }],
];

export const issueAll = (database: Database): Promise<void> => issue(database, subjects);

/** One statement of each organization against everyone. */
export const issueOf = (database: Database, orgs: readonly string[]): Promise<void> =>
  issue(
    database,
    orgs.map((org) => [finance(org), { org }] as const),
  );

async function issue(database: Database, of: typeof subjects): Promise<void> {
  await sealAll(database);
  for (const [principal, input] of of) {
    const outcome = await issueStatement(database, { principal, key: randomUUID() }, input);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refused));
  }
}

const one = <T>(chance: Chance, from: readonly T[]): T => from[Math.floor(chance() * from.length)]!;

interface Out {
  readonly line: LineFacts;
  readonly there: number;
}

/** Goods of some lender with some borrower. */
async function lent(database: Database, chance: Chance): Promise<Out> {
  const owner = one(chance, ["G02", "G03", "G06"]);
  const debtor = one(chance, owner === "G03" ? ["G01"] : ["G01", "G03"]);
  const there = 6 + Math.floor(chance() * 9);
  const underNorm = chance() < 0.6;
  const [lot] = await layLots(database, [{ owner, quantity: there + 2, underNorm }]);
  return {
    line: await lend(database, lot!, there, { liability: userRefills(debtor, owner) }),
    there,
  };
}

/** Some are used up, now and then by mistake; some come back; the rest stays out. */
async function spend(database: Database, { line, there }: Out, chance: Chance): Promise<LineFacts> {
  const consumed = 1 + Math.floor(chance() * (there - 4));
  const gone = { consumed, distributed: 0, scrapped: 0, destroyed: 1 };
  const posting = use({ evidence }, [{ line, from: onSite, ...gone }], newId);
  const transferId = await book(database, posting);
  if (chance() < 0.25) {
    const tasks = await asHub(database, (tx) => readTasks(tx, { openedBy: [transferId] }));
    await book(database, reversal({ evidence }, { transferId, lines: posting.lines }, tasks));
    return fresh(database, line);
  }
  if (chance() < 0.5) return fresh(database, line);
  return bringBack(database, await fresh(database, line), { good: 1, repair: 1, scrap: 1 });
}

/** What the two sides do about what is owed. */
async function settleSome(database: Database, line: LineFacts, chance: Chance): Promise<void> {
  const claim = line.claims.find(({ kind, outstanding }) => kind === "REFILL" && outstanding > 1);
  if (claim === undefined) return;
  const deed = one(chance, ["SIGN", "WAIVE", "DISPUTE", "SPLIT"]);
  if (deed === "WAIVE") await forgive(database, [{ claim, quantity: 1 }]);
  if (deed === "DISPUTE")
    await asHub(database, (tx) => disputeClaim(tx, { claimId: claim.id, side: "DEBTOR" }, true));
  if (deed === "SIGN")
    for (const side of ["DEBTOR", "CREDITOR"] as const)
      await asHub(database, (tx) => confirmClaim(tx, claim.id, side));
  if (deed === "SPLIT" && !line.underNorm) {
    const split = splitClaim({ evidence }, { parent: parentOf(claim), quantity: 1 }, newId);
    await book(database, split);
  }
}

/** Some loans with all that follows, with statements between them. */
export async function liveThrough(
  database: Database,
  chance: Chance,
  loans: number,
): Promise<void> {
  for (let nth = 0; nth < loans; nth += 1) {
    const line = await spend(database, await lent(database, chance), chance);
    await settleSome(database, line, chance);
    if (chance() < 0.25) await issueAll(database);
  }
  await issueAll(database);
}

import "reflect-metadata";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plannerOf } from "../../src/dispatch/planner.ts";
import { globalId } from "../../src/graph/node.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import { auditStatements } from "../support/audit-kit.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { sealAll } from "../support/ledger-figures.ts";
import type { Chapter, Page, Proof, StatementTold } from "../support/three-cities-books.ts";
import { threeCitiesPage } from "../support/three-cities-page.ts";
import { ThreeCities } from "../support/three-cities.ts";
import { drug, layThreeCities, tent } from "../support/three-cities-world.ts";

interface Head {
  readonly size: number;
  readonly root: string;
}

const [a, b] = ["A", "B"].map((id) => globalId("Organization", id));

/** `npx vitest run test/api/three-cities -u` writes both pages anew. */
describe("three cities", () => {
  let hub: TestHub;
  let story: ThreeCities;
  let folder: string;
  const told: Record<string, Chapter> = {};
  let kept: Head[];
  let statements: StatementTold[];
  let verdict: string[];

  beforeAll(async () => {
    hub = await startTestHub(await openEmbeddedTest(), { world: layThreeCities });
    story = new ThreeCities(hub);
    folder = mkdtempSync(join(tmpdir(), "qipan-proofs-"));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await plannerOf(hub.database).close();
    await hub.close();
  });

  const openTents = (chapter: Chapter) =>
    chapter.books.claims.filter(([, , item]) => item === tent).map((row) => row.join(" "));
  const heads = async () => {
    await sealAll(hub.database);
    const asked = { organizationId: b, first: 100 };
    const page = await story.ask<Page<Head>>("A", "ledger-heads", asked, false);
    return page.edges.map(({ node }) => node);
  };

  it("lend to each other; half of it is used, half comes back", async () => {
    await story.borrow("A", "B", { goods: { [tent]: 240, [drug]: 500 }, responsible: "E" });
    told.accident = await story.chapter();
    await story.borrow("B", "C", { goods: { [tent]: 180 } });
    await story.borrow("C", "A", { goods: { [tent]: 200 } });
    told.floods = await story.chapter();
    expect(openTents(told.floods)).toEqual([
      "A → B REFILL TENT 120 PROVISIONAL",
      "B → C REFILL TENT 90 PROVISIONAL",
      "C → A REFILL TENT 100 PROVISIONAL",
      "E → A RECOURSE (REFILL) TENT 120 PROVISIONAL",
    ]);
    kept = await heads();
  });

  it("dispute ten, sign the rest, and net what goes round", async () => {
    const disputed = await story.claimOf("A", "REFILL", tent, "A");
    const part = { claimId: disputed.id, quantity: 10, reason: "清点不符(示例)" };
    await story.act("A", "claims-dispute", part);
    const pairs = [
      ["A", "B", tent],
      ["A", "B", drug],
      ["B", "C", tent],
      ["C", "A", tent],
    ] as const;
    for (const [debtor, creditor, item] of pairs) {
      const { id: claimId } = await story.claimOf(debtor, "REFILL", item, debtor);
      for (const who of [debtor, creditor]) await story.act(who, "claims-confirm", { claimId });
    }
    told.disputed = await story.chapter();
    const tents = { mode: "CYCLES", kind: "REFILL", item: tent };
    const { id } = await story.act("A", "netting-propose", tents);
    const roundId = story.name(id, "‹round›");
    for (const who of ["A", "B", "C"] as const)
      await story.act(who, "netting-answer", { roundId, accepts: true });
    told.netted = await story.chapter();
    expect(told.netted.books).toEqual({
      claims: [
        ["A → B", "REFILL", drug, "250", "CONFIRMED"],
        ["A → B", "REFILL", tent, "10", "DISPUTED"],
        ["A → B", "REFILL", tent, "20", "PART_SETTLED"],
        ["C → A", "REFILL", tent, "10", "PART_SETTLED"],
        ["E → A", "RECOURSE (REFILL)", drug, "250", "PROVISIONAL"],
        ["E → A", "RECOURSE (REFILL)", tent, "120", "PROVISIONAL"],
      ],
      tasks: [
        ["A", "A", tent, "90"],
        ["A", "C", tent, "10"],
        ["B", "A", drug, "250"],
        ["B", "A", tent, "30"],
        ["B", "B", tent, "90"],
        ["C", "C", tent, "90"],
      ],
    });
  });

  it("state what each owes, as the auditor's own SQL derives it", async () => {
    await sealAll(hub.database);
    statements = await story.statements();
    told.stated = await story.chapter();
    expect(await auditStatements(hub.database)).toMatchObject({ statements: 3 });
    expect(await verifyBook(hub.database)).toMatchObject({ verified: true, unsealed: 0 });
  });

  it("prove it to each other with what they kept", async () => {
    const now = await heads();
    expect(now.slice(0, kept.length)).toEqual(kept);
    const [from, to] = [kept.at(-1)!.size, now.at(-1)!.size];
    const sizes = { organizationId: b, fromSize: from, size: to };
    const grown = await story.ask<Proof>("A", "ledger-consistency", sizes);
    const behind = await story.proofsOf(statements[0]!.id);
    const { id: claimId } = await story.claimOf("A", "REFILL", drug, "A");
    const ofClaim = { claimId, organizationId: b };
    const { inclusions } = await story.ask<{ inclusions: Proof[] }>(
      "A",
      "ledger-claim-proofs",
      ofClaim,
      false,
    );
    const { transferId, line } = JSON.parse(inclusions[0]!.leaf!) as Proof;
    const entry = { organizationId: a, transferId, line: Number(line), size: null };
    const own = await story.ask<Proof>("A", "ledger-inclusion", entry, false);
    expect(own).toMatchObject({ leaf: inclusions[0]!.leaf });
    const head = await story.ask<Head>(
      "C",
      "ledger-head",
      { organizationId: b, size: from },
      false,
    );
    expect(head).toMatchObject(kept.at(-1)!);
    expect(behind.length).toBeGreaterThan(5);
    const proofs = [grown, ...behind, ...inclusions];
    expect(check(now, proofs)).toMatchObject({ status: 0 });
    verdict = check(now, [grown, behind[0]!]).says;
    const forged = { ...behind[0]!, leaf: behind[0]!.leaf!.replace(/"quantity":"\d/, "$&0") };
    expect(check(now, [forged])).toMatchObject({ status: 1 });
    const rewritten = now.map((one) => (one.size === from ? { ...one, root: own.root } : one));
    expect(check(rewritten, [grown])).toMatchObject({ status: 1 });
    told.proved = await story.chapter();
  });

  /** What the partner's own script says of the heads and proofs that he has. */
  function check(of: readonly Head[], proofs: readonly Proof[]) {
    const write = (name: string, body: unknown): string => {
      writeFileSync(join(folder, name), JSON.stringify(body));
      return name;
    };
    const files = [write("HEADS.json", of), ...proofs.map((one, at) => write(`${at}.json`, one))];
    const script = join(packageRoot, "docs/examples/verify-proof.mjs");
    const { status, stdout } = spawnSync(process.execPath, [script, ...files], {
      cwd: folder,
      encoding: "utf8",
    });
    return { status, says: stdout.trim().split("\n") };
  }

  it.each([
    ["en", "three-cities.md"],
    ["zh", "three-cities.zh.md"],
  ] as const)("are told in %s as they came out", async (locale, page) => {
    const written = readFileSync(join(packageRoot, "docs", page), "utf8");
    const text = await threeCitiesPage(written, { told, statements, verdict }, locale);
    await expect(text).toMatchFileSnapshot(`../../docs/${page}`);
  });
});

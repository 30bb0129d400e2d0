import "reflect-metadata";
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addPrincipal, grantRole } from "../../src/access/grant.service.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { layWorld } from "../support/ledger-world.ts";
import { debts } from "../support/netting-world.ts";

const folder = join(packageRoot, "schema", "operations");
const operation = (name: string): string => readFileSync(join(folder, `${name}.graphql`), "utf8");

interface Round {
  readonly id: string;
  readonly state: string;
  readonly parties: readonly { accepts: boolean | null; organization: { id: string } }[];
  readonly moves: readonly {
    readonly quantity: number;
    readonly item: { nameZh: string };
    readonly debtor: { nameZh: string };
    readonly creditor: { nameZh: string };
    readonly newDebtor: null;
  }[];
}

describe("netting over the API", () => {
  let hub: TestHub;
  let roundId: string;
  beforeAll(async () => {
    hub = await startTestHub(await openEmbeddedTest(), {
      world: async (database) => {
        await layWorld(database);
        await debts(database, [
          ["G02", "G01", 120],
          ["G03", "G02", 90],
          ["G01", "G03", 100],
        ]);
        for (const org of ["G01", "G02", "G03", "G06"]) {
          await addPrincipal(database, { id: `fin-${org}`, kind: "PERSON", name: org });
          await grantRole(database, `fin-${org}`, org, "FINANCE");
          await addPrincipal(database, { id: `dis-${org}`, kind: "PERSON", name: org });
          await grantRole(database, `dis-${org}`, org, "DISPATCHER");
        }
      },
    });
  });
  afterAll(() => hub.close());

  async function run<T>(name: string, variables: object, as: string): Promise<T> {
    const { data, errors } = await hub.ask<Record<string, T>>(
      operation(name),
      variables as Record<string, unknown>,
      { as },
    );
    expect(errors).toEqual([]);
    return Object.values(data)[0]!;
  }
  const rounds = async (as: string): Promise<Round[]> => {
    type List = { edges: { node: Round }[] };
    return (await run<List>("netting-rounds", { first: 5 }, as)).edges.map(({ node }) => node);
  };
  const write = (name: string, input: object, as: string) =>
    run<Round & { refusals?: { code: string; path: string }[] }>(
      name,
      { input: { idempotencyKey: randomUUID(), ...input } },
      as,
    );

  it("is proposed by a finance officer, who sees what would cancel between whom", async () => {
    const tents = { mode: "CYCLES", kind: "REFILL", item: "TENT" };
    expect(await write("netting-propose", tents, "dis-G01")).toMatchObject({
      refusals: [{ code: "NOT_ALLOWED" }],
    });
    const twice = [
      { item: "TENT", fen: 1 },
      { item: "TENT", fen: 2 },
    ];
    expect(
      await write("netting-propose", { mode: "VALUE", prices: twice }, "fin-G01"),
    ).toMatchObject({ refusals: [{ code: "INVALID_INPUT", path: "prices.1.item" }] });
    roundId = (await write("netting-propose", tents, "fin-G01")).id;
    const [round] = await rounds("fin-G01");
    expect(round).toMatchObject({ id: roundId, state: "PROPOSED" });
    expect(
      round!.moves.map((move) =>
        [move.debtor.nameZh, move.creditor.nameZh, move.quantity, move.item.nameZh].join(" "),
      ),
    ).toEqual(["G01 G02 90 TENT", "G02 G03 90 TENT", "G03 G01 90 TENT"]);
    expect(round!.parties.map(({ accepts }) => accepts)).toEqual([null, null, null]);
  });

  it("is seen by its parties and by nobody else", async () => {
    for (const org of ["G02", "G03"])
      expect(await rounds(`fin-${org}`)).toMatchObject([{ id: roundId }]);
    expect(await rounds("fin-G06")).toEqual([]);
    const answer = { roundId, accepts: true };
    expect(await write("netting-answer", answer, "fin-G06")).toMatchObject({
      refusals: [{ code: "NOT_FOUND" }],
    });
    const { data } = await hub.ask<{ node: unknown }>(
      "query ($id: ID!) { node(id: $id) { id } }",
      { id: roundId },
      undefined,
    );
    expect(data.node).toBeNull();
  });

  it("is done with the last acceptance, and cannot be taken back", async () => {
    for (const org of ["G01", "G02", "G03"])
      expect(await write("netting-answer", { roundId, accepts: true }, `fin-${org}`)).toMatchObject(
        { state: org === "G03" ? "DONE" : "PROPOSED" },
      );
    const [round] = await rounds("fin-G02");
    expect(round!.parties.map(({ accepts }) => accepts)).toEqual([true, true, true]);
    expect(await write("netting-withdraw", { roundId }, "fin-G01")).toMatchObject({
      refusals: [{ code: "ILLEGAL_TRANSITION" }],
    });
  });

  it("has a test for every operation that is published for it", () => {
    const names = readdirSync(folder).filter((name) => /^netting-.*\.graphql$/.test(name));
    const here = readFileSync(new URL(import.meta.url), "utf8");
    expect(
      names.map((name) => name.replace(".graphql", "")).filter((name) => !here.includes(name)),
    ).toEqual([]);
  });
});

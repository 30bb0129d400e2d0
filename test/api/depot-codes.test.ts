import "reflect-metadata";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { globalId } from "../../src/graph/node.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { codesFile } from "../support/code-tables.ts";
import { openEmbeddedTest } from "../support/embedded.ts";

const org = "ORG-C07";
const keeper = { as: "usr-c07-keeper" };
const operation = (name: string): string =>
  readFileSync(join(packageRoot, "schema", "operations", `${name}.graphql`), "utf8");

interface Previewed {
  readonly previewCodeTable: {
    readonly digest?: string;
    readonly refusals?: readonly { readonly code: string; readonly message: string }[];
    readonly findings?: readonly { readonly row: number }[];
  };
}

describe("a partner's codes of depots", () => {
  let hub: TestHub;
  let shown: readonly string[];
  let hidden: string;

  beforeAll(async () => {
    hub = await startTestHub(await openEmbeddedTest(), {
      world: (database) => loadWorld(database, world(1, "tiny")),
    });
    [hidden = "", ...shown] = await withOwnerTx(hub.database, async ({ client }) => {
      const { rows } = await client.query<{ id: string }>(
        `select id from qipan.depot where $1 not in (owner_org, custodian_org) order by id limit 3`,
        [org],
      );
      const [one, ...others] = rows.map(({ id }) => id);
      const see = "update qipan.depot set visibility = $2 where id = any ($1)";
      await client.query(see, [[one], "RESTRICTED"]);
      await client.query(see, [others, "PUBLIC"]);
      return [one!, ...others];
    });
  });
  afterAll(() => hub.close());

  const input = (rows: string[][], more: object = {}) => ({
    ...{ organizationId: globalId("Organization", org), system: "WMS", kind: "DEPOT" },
    contentBase64: codesFile(rows).toString("base64"),
    ...more,
  });
  const preview = async (given: object) =>
    (await hub.ask<Previewed>(operation("codes-preview"), { input: given }, keeper)).data
      .previewCodeTable;

  it("are imported, looked up, and told beside depots", async () => {
    const given = input(shown.map((id, at) => [`K-0${at}`, id]));
    const { digest } = await preview(given);
    const confirmation = { ...given, digest, idempotencyKey: randomUUID() };
    const done = await hub.ask(operation("codes-confirm"), { input: confirmation }, keeper);
    expect(done.data).not.toHaveProperty("confirmCodeTable.refusals");
    const asked = { system: "WMS", kind: "DEPOT", codes: ["K-00", "K-9"] };
    const matches = await hub.ask(operation("codes-matches"), asked, keeper);
    expect(matches.data).toMatchObject({
      codeMatches: [
        { code: "K-00", entries: [{ target: shown[0], targetId: globalId("Depot", shown[0]!) }] },
        { code: "K-9", entries: [] },
      ],
    });
    const beside = `{ ${shown
      .map((id, at) => `d${at}: depot(code: "${id}") { codes(system: "WMS") }`)
      .join(" ")} none: depot(code: "${shown[0]!}") { codes(system: "X") } }`;
    expect((await hub.ask(beside, {}, keeper)).data).toEqual({
      ...Object.fromEntries(shown.map((_, at) => [`d${at}`, { codes: [`K-0${at}`] }])),
      none: { codes: null },
    });
    const stranger = await hub.ask(beside, {}, { as: "usr-g06-dispatcher" });
    expect(stranger.data).toMatchObject({ d0: { codes: null } });
  });

  it("stand for no depot that its owner does not see, as for none", async () => {
    const rowsWrong = async (code: string) =>
      (await preview(input([["K-1", code]]))).findings?.map(({ row }) => row);
    expect(await rowsWrong(hidden)).toEqual(await rowsWrong("DEP-NONE"));
    expect(await rowsWrong(hidden)).not.toEqual(await rowsWrong(shown[0]!));
  });

  it("are shown to nobody else: a row tells that there is such a depot", async () => {
    const open = input([["K-1", shown[0]!]], { sight: "MEMBERS" });
    const { refusals } = await preview(open);
    expect(refusals).toMatchObject([{ code: "INVALID_INPUT" }]);
    const sql = `insert into qipan.code_table (id, org, system, kind, sight, version)
      values (gen_random_uuid(), '${org}', 'Y', 'DEPOT', 'MEMBERS', 1)`;
    await expect(
      withOwnerTx(hub.database, ({ client }) => client.query(sql)),
    ).rejects.toMatchObject({ code: "23514" });
  });
});

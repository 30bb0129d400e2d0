import "reflect-metadata";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { globalId } from "../../src/graph/node.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { codesFile } from "../support/code-tables.ts";
import { csvOf } from "../support/donation-files.ts";
import { openEmbeddedTest } from "../support/embedded.ts";

const organizationId = globalId("Organization", "ORG-C07");
const keeper = { as: "usr-c07-keeper" };
const stranger = { as: "usr-g06-dispatcher" };
const operation = (name: string): string =>
  readFileSync(join(packageRoot, "schema", "operations", `${name}.graphql`), "utf8");
const [preview, confirm, tables, matches] = [
  ...["codes-preview", "codes-confirm", "codes-tables", "codes-matches"].map(operation),
] as [string, string, string, string];

const rows = [
  ["0001380013800138000", "EP-N95", "盒", "20", "口罩"],
  ["Q-9", "BD-QUILT", "", "", "被子"],
  ["B-1", "EP-N95"],
  ["B-1", "BD-QUILT"],
];

type Tables = { codeTables: { edges: { node: Table }[] } };
type Table = {
  versions: { version: number; added: number }[];
  entries: { edges: { node: { code: string; target: string } }[]; pageInfo: PageInfo };
  changes: { edges: { node: { change: string; before: unknown; after: unknown } }[] };
};
type PageInfo = { hasNextPage: boolean; endCursor: string };

interface Previewed {
  readonly previewCodeTable: { readonly digest: string };
}

describe("code tables over HTTP", () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub(await openEmbeddedTest(), {
      world: (database) => loadWorld(database, world(1, "tiny")),
    });
  });
  afterAll(() => hub.close());

  const input = {
    ...{ organizationId, system: "ERP", kind: "ITEM" },
    contentBase64: codesFile(rows).toString("base64"),
  };
  const imported = async (given: object) => {
    const seen = await hub.ask<Previewed>(preview, { input: given }, keeper);
    const { digest } = seen.data.previewCodeTable;
    const confirmation = { ...given, digest, idempotencyKey: randomUUID() };
    return (await hub.ask(confirm, { input: confirmation }, keeper)).data;
  };

  it("tell every fault by row, in the language asked for, and write nothing", async () => {
    const text = "外部编码,枢纽代码\nM-1,棉背\n1.2E+12,EP-N95\n";
    const wrong = { organizationId, system: "ERP", kind: "ITEM", text };
    const { data } = await hub.ask(preview, { input: wrong }, keeper);
    expect(data).toMatchObject({
      previewCodeTable: {
        version: 1,
        errorRows: 2,
        findings: [
          { row: 2, code: "UNKNOWN_ITEM", suggestion: expect.stringMatching(/棉被/) },
          { row: 3, code: "CODE_MANGLED", message: expect.stringMatching(/科学计数法/) },
        ],
      },
    });
    const listed = await hub.ask(tables, { first: 9, entries: 9 }, keeper);
    expect(listed.data).toMatchObject({ codeTables: { edges: [] } });
  });

  it("are confirmed, found by code, and told beside items", async () => {
    expect(await imported({ ...input, edition: "2026-11" })).toMatchObject({
      confirmCodeTable: { version: 1, rows: 4, edition: "2026-11", sight: "OWN" },
    });
    const beside = `{ items(first: 9, search: "EP-N95") { edges { node { sku
      codes(system: "ERP") none: codes(system: "SAP") } } }
      region(code: "150300") { codes(system: "ERP") } }`;
    const codes = ["Q-9", " 0001380013800138000", "NEVER", "B-1"];
    const found = await hub.ask<object>(matches, { system: "ERP", codes }, keeper);
    const told = await hub.ask<object>(beside, {}, keeper);
    expect([...found.errors, ...told.errors]).toEqual([]);
    const plain = { unit: null, give: 1, counts: 1 };
    const quilt = { target: "BD-QUILT", targetId: globalId("Item", "BD-QUILT") };
    const mask = { target: "EP-N95", targetId: globalId("Item", "EP-N95") };
    expect({ ...found.data, ...told.data }).toEqual({
      codeMatches: [
        { code: "Q-9", entries: [{ ...quilt, ...plain, name: "被子" }] },
        {
          code: " 0001380013800138000",
          entries: [{ ...mask, name: "口罩", unit: "盒", give: 1, counts: 20 }],
        },
        { code: "NEVER", entries: [] },
        {
          code: "B-1",
          entries: [
            { ...quilt, ...plain, name: null },
            { ...mask, ...plain, name: null },
          ],
        },
      ],
      items: {
        edges: [{ node: { sku: "EP-N95", codes: ["0001380013800138000", "B-1"], none: null } }],
      },
      region: { codes: null },
    });
  });

  it("are paged, with what each version changed", async () => {
    const next = codesFile([...rows.slice(1), ["N-1", "EP-N95"]]).toString("base64");
    expect(await imported({ ...input, contentBase64: next })).toMatchObject({
      confirmCodeTable: { version: 2, rows: 4, edition: "2026-11" },
    });
    const read = async (variables: object) => {
      const given = { first: 1, entries: 3, ...variables };
      return (await hub.ask<Tables>(tables, given, keeper)).data.codeTables.edges[0]!.node;
    };
    const { versions, entries, changes } = await read({});
    expect(versions.map(({ version, added }) => [version, added])).toEqual([
      [2, 1],
      [1, 4],
    ]);
    expect(changes.edges.map(({ node }) => node)).toMatchObject([
      { change: "REMOVED", before: { target: "EP-N95", counts: 20 }, after: null },
      { change: "ADDED", before: null, after: { code: "N-1" } },
    ]);
    const rest = await read({ next: entries.pageInfo.endCursor });
    const all = [...entries.edges, ...rest.entries.edges].map(({ node }) => node);
    expect(all.map(({ code, target }) => `${code} ${target}`)).toEqual([
      ...["B-1 BD-QUILT", "B-1 EP-N95", "N-1 EP-N95", "Q-9 BD-QUILT"],
    ]);
    const first = await read({ version: 1, entries: 9 });
    expect(first.entries.edges.map(({ node }) => node.code)).toContain("0001380013800138000");
    const only = `{ codeTables(first: 1) { edges { node {
      entries(first: 9, codes: ["Q-9"]) { edges { node { target } } }
      mapped: entries(first: 9, targets: ["EP-N95"], version: 1) { edges { node { code } } }
    } } } }`;
    expect((await hub.ask(only, {}, keeper)).data).toMatchObject({
      codeTables: {
        edges: [
          {
            node: {
              entries: { edges: [{ node: { target: "BD-QUILT" } }] },
              mapped: {
                edges: [{ node: { code: "0001380013800138000" } }, { node: { code: "B-1" } }],
              },
            },
          },
        ],
      },
    });
  });

  it("are nothing to others: no table, no codes, and the same answer as for none", async () => {
    const query = `{ codeTables(first: 9) { edges { node { id } } }
      item(sku: "EP-N95") { codes(system: "ERP", organizationId: "${organizationId}")
        own: codes(system: "ERP") } }`;
    for (const as of [stranger, undefined])
      expect((await hub.ask(query, {}, as)).data).toEqual({
        codeTables: { edges: [] },
        item: { codes: null, own: null },
      });
    const ask = (system: string) =>
      hub.ask(
        `{ codeMatches(system: "${system}", organizationId: "${organizationId}", codes: ["Q-9"]) {
          code } }`,
        {},
        stranger,
      );
    const said = async (system: string) => (await ask(system)).errors.map((one) => one.message);
    expect(await said("ERP")).toEqual(await said("NONE"));
    const confirmation = { ...input, digest: "x", idempotencyKey: randomUUID() };
    const { data } = await hub.ask(confirm, { input: confirmation }, stranger);
    expect(data).toMatchObject({ confirmCodeTable: { refusals: [{ code: "NOT_ALLOWED" }] } });
  });

  it("are what a sheet of donations may be written with", async () => {
    const file = csvOf([
      { 捐赠编号: "F-1", 物资名称或代码: "N-1", 数量: "3", 单位: "箱" },
      { 捐赠编号: "F-2", 物资名称或代码: "B-1" },
      { 捐赠编号: "F-3", 物资名称或代码: "Q-9", 单位: "床" },
    ]);
    const donations = `mutation P($input: PreviewDonationsInput!) {
      previewDonations(input: $input) { ... on DonationPreview {
        added findings { row code message suggestion } } } }`;
    const given = { organizationId, contentBase64: file.toString("base64") };
    const { data } = await hub.ask(donations, { input: given }, { as: "usr-c07-publisher" });
    expect(data).toMatchObject({
      previewDonations: {
        added: 2,
        findings: [
          { row: 2, code: "CODE_READ", message: expect.stringContaining("“ERP”第 2 版") },
          { row: 2, code: "PACK_CONVERTED", message: expect.stringContaining("1200") },
          { row: 3, code: "AMBIGUOUS_ITEM" },
          { row: 4, code: "CODE_READ" },
        ],
      },
    });
  });

  it("are told beside items by a bulk read, for whoever asks for them", async () => {
    const key = await hub.keyOf(keeper.as);
    const items = async (path: string) => {
      const answer = await fetch(`${hub.url}/bulk/150300${path}`, {
        headers: { authorization: `Bearer ${key}` },
      });
      const lines = (await answer.text()).trimEnd().split("\n");
      type Line = { node?: { lots?: { item: { sku: string; codes?: unknown } }[] } };
      return lines.flatMap((line) =>
        ((JSON.parse(line) as Line).node?.lots ?? []).map(({ item }) => item),
      );
    };
    const coded = await items("?codes=ERP");
    expect(coded.length).toBeGreaterThan(0);
    for (const { sku, codes } of coded)
      expect(codes).toEqual({ "EP-N95": ["B-1", "N-1"], "BD-QUILT": ["B-1", "Q-9"] }[sku] ?? []);
    for (const item of await items("?codes=SAP")) expect(item.codes).toBeNull();
    for (const item of await items("")) expect(item).not.toHaveProperty("codes");
  });
});

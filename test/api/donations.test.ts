import "reflect-metadata";
import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { importDonationsCommand } from "../../src/cli/import.command.ts";
import { globalId } from "../../src/graph/node.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { csvOf } from "../support/donation-files.ts";

const organizationId = globalId("Organization", "ORG-C07");
const publisher = { as: "usr-c07-publisher" };
const preview = `mutation P($input: PreviewDonationsInput!) { previewDonations(input: $input) {
  ... on DonationPreview { digest added errorRows findings { row code message fix } }
  ... on Refused { refusals { code } } } }`;
const confirm = `mutation C($input: ConfirmDonationsInput!) { confirmDonations(input: $input) {
  ... on DonationImport { added same } ... on Refused { refusals { code } } } }`;
const shown = `{ publicDonations(first: 100) { edges { node { number donor lot { code } } }
  pageInfo { hasNextPage } } }`;

interface Previewed {
  readonly previewDonations: { readonly digest: string; readonly added: number };
}
interface Shown {
  readonly publicDonations: { readonly edges: readonly { node: { number: string } }[] };
}

describe("donations over HTTP", () => {
  let hub: TestHub;
  let cookie: string;
  beforeAll(async () => {
    hub = await startTestHub(await openEmbeddedTest(), {
      world: (database) => loadWorld(database, world(1, "tiny")),
    });
    const signedIn = await fetch(`${hub.url}/auth/dev`, {
      method: "POST",
      headers: { origin: hub.url, "content-type": "application/json" },
      body: JSON.stringify({ principalId: publisher.as }),
    });
    cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
  });
  afterAll(() => hub.close());

  const page = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${hub.url}${path}`, init);
    return { status: response.status, text: await response.text() };
  };
  const send = (fields: Readonly<Record<string, string | Blob>>, origin = hub.url) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return page("/donations/import", { method: "POST", headers: { cookie, origin }, body });
  };
  const hiddenIn = (html: string): Record<string, string> =>
    Object.fromEntries(
      [...html.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
        name ?? "",
        (value ?? "").replaceAll("&#61;", "="),
      ]),
    );

  it("are previewed and confirmed; the public sees none of it before it is published", async () => {
    const before = await hub.ask<Shown>(shown);
    const contentBase64 = csvOf([{ 捐赠编号: "H-1" }]).toString("base64");
    const input = { organizationId, contentBase64 };
    const seen = await hub.ask<Previewed>(preview, { input }, publisher);
    expect(seen.data.previewDonations).toMatchObject({ added: 1, errorRows: 0 });
    const { digest } = seen.data.previewDonations;
    const confirmation = { ...input, digest, mode: "ALL_OR_NOTHING", idempotencyKey: randomUUID() };
    const done = await hub.ask(confirm, { input: confirmation }, publisher);
    expect(done.data).toEqual({ confirmDonations: { added: 1, same: 0 } });
    expect((await hub.ask<Shown>(shown)).data).toEqual(before.data);
    expect(
      await hub.ask(confirm, { input: confirmation }, { as: "usr-g06-dispatcher" }),
    ).toMatchObject({
      data: { confirmDonations: { refusals: [{ code: "NOT_ALLOWED" }] } },
    });
    const anyone = await hub.ask(preview, { input });
    expect(anyone.data).toMatchObject({
      previewDonations: { refusals: [{ code: "SIGN_IN_REQUIRED" }] },
    });
  });

  it("are public without a key: each with the lot in which it lies", async () => {
    const { data, errors } = await hub.ask<Shown>(shown);
    expect(errors).toEqual([]);
    expect(data.publicDonations.edges.length).toBeGreaterThan(0);
    expect(data.publicDonations.edges[0]?.node).toMatchObject({
      lot: { code: expect.any(String) as string },
    });
  });

  it("are a small page in Chinese first, and one page for each donation", async () => {
    const { status, text } = await page("/public/donations");
    expect(status).toBe(200);
    expect(text).toContain('<html lang="zh-CN">');
    expect(text).toContain("演练");
    expect(text).toMatch(/数据截至 <time/);
    expect(text).not.toMatch(/<script|https?:\/\//);
    expect(Buffer.byteLength(text)).toBeLessThan(30_000);
    expect((await page("/public/donations?lang=en")).text).toContain('<html lang="en">');
    const [, number = ""] = /\/public\/donations\/(\w{12})/.exec(text) ?? [];
    expect((await page(`/public/donations/${number.toLowerCase()}`)).text).toContain(number);
    expect((await page("/public/donations/000000000000")).status).toBe(404);
    expect((await page("/public/donations?received=wrong")).status).toBe(404);
  });

  it("take as many statements for many rows as for few", async () => {
    const count = async (first: number): Promise<number> => {
      const { pool } = hub.database;
      const connect = pool.connect.bind(pool);
      const transactions: unknown[][] = [];
      pool.connect = (async () => {
        const client = await connect();
        const query = client.query.bind(client) as (...args: unknown[]) => unknown;
        const asked: unknown[] = [];
        transactions.push(asked);
        return Object.assign(Object.create(client) as typeof client, {
          query: (...args: unknown[]) => (asked.push(args[0]), query(...args)),
        });
      }) as typeof pool.connect;
      await hub.ask(shown.replace("100", String(first)));
      pool.connect = connect;
      // The hub's own rounds go on meanwhile.
      const ours = transactions.filter((asked) => asked.some((sql) => /_line p/.test(String(sql))));
      expect(ours).toHaveLength(1);
      return ours[0]?.length ?? 0;
    };
    const one = await count(1);
    expect(await count(100)).toBe(one);
  });

  it("are imported on a page of forms, by its own publisher, from its own pages", async () => {
    expect((await page("/donations/import")).status).toBe(403);
    expect((await page("/donations/import", { headers: { cookie } })).text).toContain(
      "multipart/form-data",
    );
    const file = new Blob([new Uint8Array(csvOf([{ 捐赠编号: "W-1" }]))]);
    expect(
      (await send({ org: "ORG-C07", step: "preview", file }, "https://elsewhere.test")).status,
    ).toBe(403);
    const looked = await send({ org: "ORG-C07", step: "preview", file });
    expect(looked.text).toContain("新增 1");
    const done = await send({ ...hiddenIn(looked.text), step: "ALL_OR_NOTHING" });
    expect(done.text).toContain("1 / 1");
    expect(done.text).toContain("已完成:新增 1");
    const bad = new Blob([new Uint8Array(csvOf([{ 捐赠编号: "W-2", 备注: "<b>13800138000" }]))]);
    const wrong = await send({ org: "ORG-C07", step: "preview", file: bad });
    expect(wrong.text).toContain("删除个人信息");
    const rows = await send({ ...hiddenIn(wrong.text), step: "errors" });
    expect(rows.text).toContain("错误说明");
    expect((await page("/donations/template.csv")).text).toContain("捐赠编号,物资名称或代码");
  });

  it("are imported by a command: dry by default, 1 with reasons, 2 for wrong use", async () => {
    const folder = await mkdtemp(join(tmpdir(), "qipan-donations-"));
    const [good, bad, errors] = ["good.csv", "bad.csv", "错误行.csv"].map((name) =>
      join(folder, name),
    );
    await writeFile(good ?? "", csvOf([{ 捐赠编号: "CLI-1" }]));
    await writeFile(bad ?? "", csvOf([{ 捐赠编号: "CLI-2", 数量: "-1" }]));
    const said: string[] = [];
    const io = {
      out: (text: string) => void said.push(text),
      err: (text: string) => void said.push(text),
      terminal: true,
    };
    const run = async (file: string | undefined, values: Record<string, string | boolean>) => {
      const { run: how } = importDonationsCommand;
      if (!("onDatabase" in how)) throw new Error("runs on a database");
      said.length = 0;
      return how.onDatabase(
        hub.database,
        { positionals: file === undefined ? [] : [file], values },
        io,
      );
    };
    expect(await run(good, { org: "ORG-C07" })).toBe(0);
    expect(said.join("")).toContain("未写入");
    expect(await run(bad, { org: "ORG-C07", errors: errors ?? "" })).toBe(1);
    expect(said.join("")).toContain("数量为负");
    expect(await readFile(errors ?? "", "utf8")).toContain("第 2 行");
    expect(await run(bad, { org: "ORG-C07", confirm: true })).toBe(1);
    expect(await run(good, { org: "ORG-C07", confirm: true })).toBe(0);
    expect(said.join("")).toContain("1 / 1");
    expect(await run(good, { org: "ORG-C07", json: true })).toBe(0);
    expect(JSON.parse(said.join(""))).toMatchObject({ same: 1, added: 0 });
    await expect(run(undefined, { org: "ORG-C07" })).rejects.toThrow("FILE");
    await expect(run(join(folder, "none"), { org: "ORG-C07" })).rejects.toThrow("cannot read");
  });
});

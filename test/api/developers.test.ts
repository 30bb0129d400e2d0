import "reflect-metadata";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faultCode } from "../../src/server/fault.ts";
import { refusalCode } from "../../schema/words/refusals.ts";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { pageOf, programsIn, startIn, takeKey } from "../support/developers-page.ts";
import { openEmbeddedTest } from "../support/embedded.ts";

const run = promisify(execFile);
let hub: TestHub;
let folder: string;
beforeAll(async () => {
  hub = await startTestHub(await openEmbeddedTest(), {
    world: (database) => loadWorld(database, world(1, "demo")),
  });
  folder = await mkdtemp(join(tmpdir(), "qipan-dev-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await hub.close();
});

/** Runs what the page shows, as it stands, and reads what it prints. */
const answerOf = async (
  [command, ...args]: readonly [string, ...string[]],
  environment: Readonly<Record<string, string>>,
): Promise<unknown> => {
  const { stdout } = await run(command, args, { env: { ...process.env, ...environment } });
  return JSON.parse(stdout);
};

interface Mine {
  readonly apiKeys: {
    readonly edges: readonly { readonly node: { readonly expiresAt: string } }[];
  };
}

describe("the developers' page", () => {
  it("leads a stranger to first data: its key, its two lines, its nine programs", async () => {
    const page = await takeKey(hub.url);
    const start = startIn(page);
    expect(start).toEqual({ HUB: hub.url, KEY: expect.stringMatching(/^qk_/) });
    const [curl, typescript] = [programsIn(page, "curl"), programsIn(page, "typescript")];
    expect([curl.length, typescript.length, programsIn(page, "python").length]).toEqual([9, 9, 9]);
    for (const [at, { name, program }] of curl.entries()) {
      const asked = (await answerOf(["sh", "-c", program], start)) as {
        data: Record<string, unknown>;
        errors?: unknown;
        extensions: { cost: { price: number } };
      };
      expect({ name, errors: asked.errors }).toEqual({ name, errors: undefined });
      const file = join(folder, `${name}.mjs`);
      await writeFile(file, typescript[at]!.program);
      expect(await answerOf([process.execPath, file], start)).toMatchObject(
        Object.fromEntries(Object.keys(asked.data).map((field) => [field, expect.anything()])),
      );
      expect(asked.extensions.cost.price).toBeGreaterThan(0);
    }
  });

  it("gives keys that read and write nothing, for a day", async () => {
    const as = startIn(await takeKey(hub.url)).KEY;
    const mine = `{ viewer { name kind memberships { roles mayDo } } apiKeys(first: 100) {
      edges { node { expiresAt revokedAt } } } }`;
    const { data, errors } = await hub.ask<Mine>(mine, {}, { as });
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      viewer: { kind: "MACHINE", memberships: [{ roles: ["VIEWER"], mayDo: [] }] },
    });
    const { edges } = data.apiKeys;
    expect(edges.length).toBeGreaterThan(0);
    for (const { node } of edges)
      expect(Date.parse(node.expiresAt) - Date.now()).toBeLessThanOrEqual(86_400_000);
  });

  it("gives each of many who ask at once a key of its own", async () => {
    const pages = await Promise.all(Array.from({ length: 12 }, () => takeKey(hub.url)));
    const keys = pages.map((page) => startIn(page).KEY);
    expect(new Set(keys).size).toBe(12);
    for (const as of keys)
      expect((await hub.ask("{ hub { kind } }", {}, { as })).errors).toEqual([]);
  });

  it("gives none to another site's page, nor where nobody may sign in by a name", async () => {
    const foreign = await fetch(`${hub.url}/dev/key`, {
      method: "POST",
      headers: { origin: "https://elsewhere.example" },
    });
    expect(foreign.status).toBe(403);
    const closed = await startTestHub(await openEmbeddedTest(), {
      config: { devLogin: false },
    });
    const page = await pageOf(`${closed.url}/dev`);
    expect(page).not.toContain("/dev/key");
    expect(page).toContain("issueApiKey");
    expect((await fetch(`${closed.url}/dev/key`, { method: "POST" })).status).toBe(404);
    await closed.close();
  });

  it("lists every code, in the reader's language", async () => {
    for (const lang of ["zh", "en"] as const) {
      const page = await pageOf(`${hub.url}/dev?lang=${lang}`);
      for (const code of [...Object.keys(refusalCode), ...Object.keys(faultCode)])
        expect(page).toContain(`<code>${code}</code>`);
      expect(page).toContain(`<html lang="${lang === "zh" ? "zh-CN" : "en"}">`);
    }
  });

  it("names the host that it was asked by, and loads nothing from elsewhere", async () => {
    const page = await pageOf(`${hub.url}/dev`);
    expect(startIn(page).HUB).toBe(hub.url);
    expect(page).not.toMatch(/(?:src|href|action)="(?:https?:)?\/\//);
  });

  it("serves an editor with nothing from elsewhere", async () => {
    expect(await pageOf(`${hub.url}/dev/ide`)).toContain('<base href="./">');
    const start = await pageOf(`${hub.url}/dev/ide/start.js`);
    expect(start).toContain("AltairGraphQL.init");
    expect((await fetch(`${hub.url}/dev/ide/main.js`)).status).toBe(200);
    expect((await fetch(`${hub.url}/dev/ide/nothing.js`)).status).toBe(404);
    expect((await fetch(`${hub.url}/dev/ide/..%2f..%2fpackage.json`)).status).toBe(404);
  });
});

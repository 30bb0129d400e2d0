import "reflect-metadata";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { csvOf } from "../support/donation-files.ts";

const desk = "/donations/publish";

describe("a charity publishes by plain forms", () => {
  let hub: TestHub;
  let cookie: string;
  beforeAll(async () => {
    hub = await startTestHub(await openEmbeddedTest(), {
      world: (database) => loadWorld(database, world(1, "tiny")),
    });
    const signedIn = await fetch(`${hub.url}/auth/dev`, {
      method: "POST",
      headers: { origin: hub.url, "content-type": "application/json" },
      body: JSON.stringify({ principalId: "usr-c07-publisher" }),
    });
    cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
  });
  afterAll(() => hub.close());

  const page = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${hub.url}${path}`, init);
    return { status: response.status, text: await response.text() };
  };
  const desked = (query = "") => page(desk + query, { headers: { cookie } });
  const fieldIn = (html: string, name: string): string =>
    (new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? "").replaceAll("&#61;", "=");
  const orgOf = (html: string): string =>
    `name="org" value="${/<select name="org">\s*<option value="([^"]*)"/.exec(html)?.[1] ?? ""}"`;
  const send = (fields: Readonly<Record<string, string>>, origin = hub.url) =>
    page(desk, {
      method: "POST",
      headers: { cookie, origin },
      body: new URLSearchParams(fields),
    });
  const importOne = async (number: string): Promise<void> => {
    const body = new FormData();
    body.set("org", "ORG-C07");
    body.set("file", new Blob([new Uint8Array(csvOf([{ 捐赠编号: number }]))]));
    body.set("step", "preview");
    const headers = { cookie, origin: hub.url };
    const { text } = await page("/donations/import", { method: "POST", headers, body });
    for (const name of ["org", "content", "key", "digest"]) body.set(name, fieldIn(text, name));
    body.set("step", "ALL_OR_NOTHING");
    await page("/donations/import", { method: "POST", headers, body });
  };

  it("is shut to whoever publishes for no charity, and to other pages", async () => {
    expect((await page(desk)).status).toBe(403);
    const key = fieldIn((await desked()).text, "key");
    const other = await send({ key, step: "publish", note: "" }, "https://elsewhere.test");
    expect(other.status).toBe(403);
    expect((await send({ key, step: "nothing" })).status).toBe(400);
  });

  it("sees its disclosures with their clocks, in both languages, without script", async () => {
    await importOne("PD-1");
    const { status, text } = await desked();
    expect(status).toBe(200);
    expect(text).toContain('<html lang="zh-CN">');
    expect(text).toContain("演练");
    expect(text).toMatch(/应于 \d{4}-\d\d-\d\d 前公示|已逾期 \d+ 天/);
    expect(text).toContain("<svg");
    expect(text).not.toMatch(/<script|https?:\/\//);
    expect((await desked("?lang=en")).text).toMatch(/to be published by|overdue by/);
    expect((await desked("?lang=en")).text).not.toContain("<p> · ");
  });

  it("publishes a version once, however often the form is sent", async () => {
    const { text } = await desked();
    const sent = { key: fieldIn(text, "key"), disclosureId: fieldIn(text, "disclosureId") };
    const done = await send({ ...sent, step: "publish", note: "首次公示" });
    expect(done.status).toBe(200);
    expect(done.text).toContain("已办理");
    const versions = (html: string) => html.match(/第 \d+ 版/g);
    expect((await send({ ...sent, step: "publish", note: "首次公示" })).status).toBe(200);
    expect(versions((await desked()).text)).toEqual(versions(done.text));
  });

  it("names why a form is not done, and changes nothing", async () => {
    const key = fieldIn((await desked()).text, "key");
    const given = { place: "示例社区", unit: "社区居委会", quantity: "1", day: "2026-01-01" };
    const refused = await send({ key, step: "distribute", number: "000000000000", ...given });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("未予办理");
    const broken = await send({ key, step: "distribute", number: "1", ...given, quantity: "x" });
    expect(broken.status).toBe(422);
  });

  it("records a distribution from the shelf, told with the next version", async () => {
    const [, number = ""] =
      /\/public\/donations\/(\w{12})/.exec((await page("/public/donations")).text) ?? [];
    const key = fieldIn((await desked()).text, "key");
    const given = { place: "示例社区", unit: "社区居委会", quantity: "1", day: "2026-01-01" };
    const done = await send({ key, step: "distribute", number, ...given });
    expect(done.text).toContain("已办理");
    const { text } = await desked();
    const ids = [...text.matchAll(/name="disclosureId" value="([^"]*)"/g)].map(([, id = ""]) =>
      id.replaceAll("&#61;", "="),
    );
    for (const [at, disclosureId] of ids.entries())
      await send({
        key: `${key}-${String(at)}`,
        disclosureId,
        step: "publish",
        note: "发放后更新",
      });
    expect((await page(`/public/donations/${number}`)).text).toContain("示例社区");
  });

  it("registers a campaign; a refusal stands at its field, what was typed stays", async () => {
    const { text } = await desked();
    const typed = { nameZh: "示例项目", regionCode: "999999", startsOn: "2026-01-01", major: "1" };
    const form = { key: fieldIn(text, "key"), step: "campaign", org: fieldIn(orgOf(text), "org") };
    const refused = await send({ ...form, ...typed });
    expect(refused.status).toBe(422);
    expect(refused.text).toMatch(
      /name="regionCode" value="999999"[^]*?role="alert"[^]*?name="incid/,
    );
    expect(refused.text).toContain('name="major" value="1" checked');
    expect(refused.text).not.toContain("<h2>示例项目");
    const key = fieldIn(refused.text, "key");
    const done = await send({ ...form, ...typed, key, regionCode: "150300" });
    expect(done.text).toContain("已办理");
    expect(done.text).toContain("<h2>示例项目");
    expect((await desked("?lang=en")).text).toContain("Filing number of the appeal");
  });

  it("gives each published disclosure a page of its own, with a code to scan", async () => {
    const [, path = ""] =
      /href="(\/public\/donations\/of\/[\w-]+)\?/.exec((await page("/public/donations")).text) ??
      [];
    const one = await page(path);
    expect(one.status).toBe(200);
    expect(one.text).toContain("<svg");
    expect(one.text).not.toMatch(/<script|https?:\/\//);
    expect((await page(`${path}?lang=en`)).text).toContain("to pass on or to scan");
    const other = Buffer.from("Disclosure:00000000-0000-4000-8000-000000000000");
    const none = await page(`/public/donations/of/${other.toString("base64url")}`);
    expect([none.status, (await page("/public/donations/of/nothing")).status]).toEqual([404, 404]);
    expect((await desked()).text).toContain(path);
  });
});

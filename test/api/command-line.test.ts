import "reflect-metadata";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { packageRoot } from "../../src/kernel/root.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "qipan-cli-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function told(...argv: string[]) {
  let out = "";
  let err = "";
  const io = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
  const code = await run(argv, { ...io, terminal: false });
  return { code, out, err };
}

async function fileOf(text: string): Promise<string> {
  const file = join(folder, "problem.json");
  await writeFile(file, text);
  return file;
}

const example = () => readFile(join(packageRoot, "test/fixtures/solver/example.json"), "utf8");

describe("the command line", () => {
  it("lists its commands when asked, and when it is used wrongly", async () => {
    const asked = await told("help");
    expect(asked.code).toBe(0);
    for (const command of ["serve", "demo", "solve", "ledger verify", "migrate", "seed", "sdl"])
      expect(asked.out).toContain(`qipan ${command}`);
    expect(await told("frobnicate")).toMatchObject({ code: 2, out: "", err: asked.out });
  });

  it("names a wrong option and a missing argument", async () => {
    expect((await told("solve", "--fast")).err).toContain("--fast");
    expect(await told("solve")).toMatchObject({ code: 2 });
    expect((await told("solve")).err).toContain("FILE");
  });

  it("solves a file, for eyes and for programs", async () => {
    const file = await fileOf(await example());
    const { code, out } = await told("solve", file, "--json");
    expect(code).toBe(0);
    const plan = JSON.parse(out) as { status: string; planHash: string };
    expect(plan.status).toBe("OPTIMAL");
    expect((await told("solve", file)).out).toContain(plan.planHash);
  });

  it("reads what Notepad saved", async () => {
    const file = await fileOf(`\uFEFF${await example()}`);
    expect((await told("solve", file, "--json")).code).toBe(0);
  });

  it.each([
    ["no file at all", undefined, 2],
    ["no JSON", "hello", 2],
    ["nesting without end", "[".repeat(200_000), 2],
    ["another shape", "[]", 1],
    ["an unknown key", `{ "version": 1, "hello": 1 }`, 1],
    ["a prototype", `{ "__proto__": { "x": 1 }, "version": 1 }`, 1],
    ["half a character", `{ "version": "\\ud800" }`, 1],
  ])("refuses %s with words", async (_name, text, expected) => {
    const file = text === undefined ? join(folder, "absent.json") : await fileOf(text);
    const { code, out, err } = await told("solve", file, "--json");
    expect(code).toBe(expected);
    if (code === 2) expect(err).toContain(file);
    else expect((JSON.parse(out) as { errors: unknown[] }).errors.length).toBeGreaterThan(0);
  });

  it("prints the schema as it is committed", async () => {
    const committed = await readFile(join(packageRoot, "schema/qipan.graphql"), "utf8");
    expect((await told("sdl")).out.trim()).toBe(committed.trim());
  });
});

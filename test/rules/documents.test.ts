import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { commands } from "../../src/cli/commands.ts";

const read = (path: string): string => readFileSync(path, "utf8");
const walks = readdirSync("docs/walks").filter((name) => name.endsWith(".md"));
const readme = read("README.md");
const [, english = "", chinese = ""] = readme.split(/^## (?:English|中文)$/m);

/** Two halves that must say the same: of the README, and of each walk. */
const pairs = [
  ["README.md", english, chinese] as const,
  ...walks
    .filter((name) => !name.endsWith(".zh.md"))
    .map((name) => {
      const [en, zh] = [name, name.replace(/\.md$/, ".zh.md")].map((one) =>
        read(`docs/walks/${one}`),
      );
      return [name, en ?? "", zh ?? ""] as const;
    }),
];

const every = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = ""]) => found);
const blocks = (text: string) => every(text, /^```(\w+\n[\s\S]*?)^```$/gm);
const levels = (text: string) => every(text.replaceAll(/^```[\s\S]*?^```$/gm, ""), /^(#+) /gm);
const codes = (text: string) =>
  every(text, /^\| *((?:`[^`]+`|type|choose|…|,|[ ])+?) *\|/gm).map((one) => one.trim());

describe("the two halves of a document", () => {
  it.each(pairs)("keep in step: %s", (_name, en, zh) => {
    expect(levels(en).length).toBeGreaterThan(0);
    expect(levels(zh)).toEqual(levels(en));
    expect(blocks(zh)).toEqual(blocks(en));
    expect(codes(zh)).toEqual(codes(en));
  });

  it.each(pairs)("use the words of the field: %s", (_name, _en, zh) => {
    expect(zh).not.toContain("债务");
  });
});

describe("what a document names", () => {
  const files = ["README.md", ...walks.map((name) => join("docs/walks", name))];

  it.each(files)("is there: %s", (path) => {
    const text = read(path);
    const links = every(text, /\]\(([^)#\s]+)(?:#[^)]*)?\)/g).filter((to) => !/^https?:/.test(to));
    expect(links.length).toBeGreaterThan(0);
    for (const to of links) expect([to, existsSync(join(dirname(path), to))]).toEqual([to, true]);
    for (const name of every(text, /\b(?:ask|act)(?: "[^"]*"| \S+) ([a-z]+(?:-[a-z]+)+) /g))
      expect([name, existsSync(`schema/operations/${name}.graphql`)]).toEqual([name, true]);
  });

  it("are every command, mutation and variable that there is, and no other", () => {
    const told = every(english, /^\| `qipan ([^`]+)`/gm);
    expect(told.toSorted()).toEqual(commands.map(({ name }) => name).toSorted());
    const sdl = read("schema/qipan.graphql");
    const [, loop = ""] = english.split("### The loop\n");
    const [table = ""] = loop.split("###");
    const mutations = every(table, /`(\w+)`/g);
    expect(mutations.length).toBeGreaterThan(10);
    for (const name of mutations) expect(sdl).toMatch(new RegExp(`^  ${name}\\(`, "m"));
    const config = read("src/server/config.ts") + read("src/cli/on-hub.ts");
    for (const name of every(english, /`((?:QIPAN|DATABASE)_\w+|PORT|HOST)`/g))
      expect([name, config.includes(name)]).toEqual([name, true]);
  });
});

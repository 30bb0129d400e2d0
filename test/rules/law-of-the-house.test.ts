import { describe, expect, test } from "vitest";
import { importFindings, unusedFindings } from "../support/tidy/imports.ts";
import {
  lengthFindings,
  looseFindings,
  nameFindings,
  skippedFindings,
  strayFindings,
  wordFindings,
} from "../support/tidy/shape.ts";
import { sourceOf, type Source } from "../support/tidy/sources.ts";

/** Imports as `file ← what it imports`; ✗ is refused, ✓ is the nearest thing that passes. */
const imports = `
✗ src/network/road.service.ts        ← ../reserves/reserve.service.ts
✓ src/network/road.service.ts        ← ../access/access.rules.ts
✗ src/access/access.service.ts       ← ../regions/region.service.ts
✓ src/access/access.service.ts       ← ../feed/feed.service.ts
✗ src/graph/node.ts                  ← ../regions/region.types.ts
✗ src/weather/rain.service.ts        ← ../kernel/assert.ts
✗ src/kernel/assert.ts               ← ../postgres/pool.ts
✗ src/kernel/assert.ts               ← node:fs
✓ src/kernel/root.ts                 ← node:fs
✗ src/reserves/reserve.rules.ts      ← pg
✗ src/reserves/reserve.rules.ts      ← node:crypto
✗ src/reserves/reserve.rules.ts      ← ./reserve.service.ts
✗ src/reserves/reserve.rules.ts      ← ../kernel/root.ts
✗ src/reserves/reserve.model.ts      ← ../../schema/tables/reserves.ts
✓ src/reserves/reserve.rules.ts      ← ../catalog/item.model.ts
✓ src/reserves/reserve.rules.ts      ← ../../schema/words/reserves.ts
✓ src/dispatch/plan.rules.ts         ← ../solver/problem.ts
✗ src/solver/simplex.ts              ← node:worker_threads
✓ src/solver/solve.worker.ts         ← node:worker_threads
✗ src/solver/simplex.ts              ← ../catalog/item.model.ts
✗ src/solver/simplex.ts              ← ./clock.ts
✓ src/solver/solve.ts                ← ./clock.ts
✓ src/solver/mip.ts                  ← highs
✗ schema/words.ts                    ← ../src/kernel/compare.ts
✗ schema/words/ledger.ts             ← drizzle-orm
✗ schema/tables/ledger.ts            ← ../../src/kernel/compare.ts
✓ schema/tables/ledger.ts            ← drizzle-orm/pg-core
✓ schema/tables/ledger.ts            ← ../words/ledger.ts
✗ src/reserves/reserve.service.ts    ← drizzle-orm
✗ src/reserves/reserve.service.ts    ← pg
✓ src/reserves/reserve.store.ts      ← drizzle-orm
✓ src/reserves/reserve.loader.ts     ← drizzle-orm/pg-core
✓ src/postgres/pool.ts               ← pg
✓ seeds/run.ts                       ← pg
✗ src/reserves/reserve.service.ts    ← type-graphql
✓ src/reserves/reserve.edges.ts      ← type-graphql
✓ src/reserves/lot.types.ts          ← type-graphql
✗ src/server/http.ts                 ← type-graphql
✓ src/graph/schema.ts                ← type-graphql
✗ src/reserves/reserve.resolver.ts   ← ./reserve.store.ts
✓ src/reserves/reserve.service.ts    ← ./reserve.store.ts
✗ src/dispatch/dispatch.service.ts   ← ../reserves/reserve.store.ts
✗ src/dashboard/main.ts              ← ../kernel/compare.ts
✓ src/dashboard/main.ts              ← ./views/lots.ts
✗ src/reserves/reserve.service.ts    ← ./reserve.rules.js
✗ src/reserves/reserve.service.ts    ← ./reserve.rules
✗ src/reserves/reserve.service.ts    ← ../../test/support/rows.ts
`;

describe("imports", () => {
  const lines = imports.trim().split("\n");
  test.each(lines)("%s", (line) => {
    const [, verdict, path = "", target = ""] = /^(\S) (\S+)\s+← (\S+)$/.exec(line) ?? [];
    const found = importFindings([sourceOf(path, `import { x } from "${target}";`)]);
    expect(found.length > 0 ? "✗" : "✓").toBe(verdict);
  });
  test("a type, a re-export and a late import are imports too", () => {
    const forms = [
      `import type { Pool } from "pg";`,
      `export { Pool } from "pg";`,
      `export const late = () => import("pg");`,
      `export type Late = import("pg").Pool;`,
    ];
    for (const text of forms)
      expect(importFindings([sourceOf("src/live/live.service.ts", text)]), text).toHaveLength(1);
  });
});

type Law = (sources: readonly Source[]) => string[];

const inSource = "src/reserves/reserve.service.ts";
const inTest = "test/rules/x.test.ts";
const lines = (count: number): string => "// why\n".repeat(count);
const body = (count: number): string => `() => {\n${lines(count - 2)}}`;
/** Taken apart, so that searches of the tree for these words do not stop here. */
const joined = (...parts: string[]): string => parts.join("");

const cases: readonly (readonly [string, Law, string, bad: string, good: string])[] = [
  ["a long file", lengthFindings, inSource, lines(251), lines(250)],
  ["a wide line", lengthFindings, inSource, `// ${"棋".repeat(98)}`, `// ${"棋".repeat(97)}`],
  ["a long function", lengthFindings, inSource, `f = ${body(51)};`, `f = ${body(50)};`],
  ["a long test", lengthFindings, inTest, `test("", ${body(51)});`, `describe("", ${body(51)});`],
  ["a barrel", nameFindings, inSource, `export * from "./a.ts";`, `export { a } from "./a.ts";`],
  ["a skipped test", skippedFindings, inTest, joined("test", ".skip('', f);"), "test('', f);"],
  ["a lone test", skippedFindings, inTest, joined("describe", ".only('', f);"), "only('', f);"],
  ["a promised test", skippedFindings, inTest, joined("test.concurrent", ".todo('');"), "todo();"],
  ["an x-ed test", skippedFindings, inTest, joined("x", "it('', f);"), "exit('', f);"],
  ["the clock", strayFindings, inSource, "a = Date.now();", "a = now();"],
  ["the date", strayFindings, inSource, "a = new Date();", "a = new Date(0);"],
  ["the date as text", strayFindings, inSource, "a = Date();", "a = Date.parse(b);"],
  ["chance", strayFindings, inSource, "a = globalThis.Math.random();", "a = Math.max(1, 2);"],
  ["a stopwatch", strayFindings, inSource, "a = performance.now();", "a = b.now();"],
  ["a setting", strayFindings, "seeds/run.ts", "a = process.env.B;", "a = process.pid;"],
  ["a given-up type", looseFindings, inSource, "let a: any;", "let a: unknown; // any"],
  ["a cast to nothing", looseFindings, "schema/words.ts", "a = b as any;", "a = b as const;"],
  ["a silenced line", looseFindings, inSource, "// @ts-ignore", "// @ts-check"],
  ["a silenced rule", looseFindings, inSource, "/* eslint-disable */", "/* eslint */"],
  ["work for later", wordFindings, "README.md", joined("TO", "DO: more"), "todo, done"],
  ["a machine's path", wordFindings, "README.md", joined("see /tm", "p/x"), "see tmp/x"],
  ["a neighbour's path", wordFindings, "README.md", joined("see ../sha", "red"), "../sharing"],
  ["a workplace's word", wordFindings, "README.md", joined("a sub", "agent"), "an agent"],
  ["an issue's number", wordFindings, "README.md", joined("see issue #", "12"), "colour #12"],
];

describe("the law finds", () => {
  test.each(cases)("%s, and passes what is merely near", (_name, law, path, bad, good) => {
    expect(law([sourceOf(path, bad)])).toHaveLength(1);
    expect(law([sourceOf(path, good)])).toEqual([]);
  });
  test.each(["src/live/utils.ts", "src/common/day.ts", "src/live/index.ts", "src/live/errors.ts"])(
    "the empty name %s",
    (path) => expect(nameFindings([sourceOf(path, "")])).toHaveLength(1),
  );
  test("surroundings are read at the edges of the process", () => {
    for (const path of ["src/server/http.ts", "src/cli/main.ts", "src/solver/clock.ts", inTest])
      expect(strayFindings([sourceOf(path, "a = Date.now(); b = process.env.C;")])).toEqual([]);
  });
  test("a lock file that records a registry", () => {
    const text = `{ "resolved": "https://example.org/a.tgz" }`;
    expect(wordFindings([sourceOf("package-lock.json", text)])).toHaveLength(1);
  });
  test("a file that nothing loads", () => {
    const tree = [
      sourceOf("package.json", `{ "bin": "dist/src/cli/main.js" }`),
      sourceOf("src/cli/main.ts", `new Worker(new URL("./solve.worker.js", import.meta.url));`),
      sourceOf("src/cli/solve.worker.ts", `import { a } from "./used.ts";`),
      sourceOf("src/cli/used.ts", ""),
      sourceOf("src/cli/dead.ts", ""),
    ];
    expect(unusedFindings(tree)).toEqual(["src/cli/dead.ts is loaded by nothing"]);
  });
});

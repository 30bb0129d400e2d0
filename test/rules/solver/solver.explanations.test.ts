import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { toldPlans } from "./explained-examples.ts";
import { explanationsPage } from "./explained-pages.ts";
import { sectionsOf } from "./explained-rows.ts";
import type { Section } from "./explained-rows.ts";

/** `npx vitest run test/rules/solver/solver.explanations -u` writes both pages anew. */
describe("docs/explanations", () => {
  let sections: Section[];
  beforeAll(async () => {
    sections = sectionsOf(await toldPlans());
  });

  it.each([
    ["en", "explanations.md"],
    ["zh", "explanations.zh.md"],
  ] as const)("in %s says what the program says", async (locale, page) => {
    const written = readFileSync(`docs/${page}`, "utf8");
    const text = await explanationsPage(written, sections, locale);
    await expect(text).toMatchFileSnapshot(`../../../docs/${page}`);
  });

  it.each([
    [
      "reasons",
      "CHEAPEST FEWER_SENDERS FULLEST KEPT_FROM_PREVIOUS LEGAL_ORDER NEAREST_ELIGIBLE ON_BALANCE " +
        "ONLY_SOURCE PINNED SOONEST_EXPIRY",
    ],
    ["measures", "ADD_CAPACITY ADD_STOCK EXTEND_DEADLINE LIFT_FORBID LOWER_FLOOR OPEN_LANE"],
    ["limits", "CAPACITY DEADLINE FLOOR NO_STOCK ROAD SHARED_WITH SHELF_LIFE"],
    ["warnings", "PIN_AGAINST_DEADLINE PIN_AGAINST_FLOOR PREVIOUS_LOST"],
  ] as const)("has every kind: %s", (id, codes) => {
    const rows = sections.find((section) => section.id === id)?.rows ?? [];
    const told = new Set(rows.map(({ code }) => code.split(" ")[0]));
    for (const code of codes.split(" ")) expect([...told]).toContain(code);
  });

  it("names what it speaks of, and says no code where there is a word for it", () => {
    for (const { rows } of sections)
      for (const { said, from } of rows.filter(({ code }) => !code.includes("EXAMPLE_RULE"))) {
        expect(said.zh).not.toMatch(/undefined|NaN|[A-Z]{3,}_[A-Z]|分钟分钟/);
        if (from.zh.includes("演练")) expect(said.zh).not.toMatch(/DEP\d{3}|lot-\d/);
        expect(said.en).not.toMatch(/undefined|NaN|[A-Z]{3,}_[A-Z]/);
      }
  });
});

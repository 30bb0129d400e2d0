import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Rows of the table: number, fault, file, test. */
const rowsOf = (document: string): string[][] =>
  readFileSync(document, "utf8")
    .split("\n")
    .filter((line) => /^\| \d+/.test(line))
    .map((line) => line.split("|").slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim().replaceAll("`", "")));

describe("the list of faults", () => {
  const documents = ["docs/faults.md", "docs/faults.zh.md"];

  it.each(documents)("names tests that there are, in %s", (document) => {
    for (const [, , file = "", name = ""] of rowsOf(document)) {
      if (name === "") continue;
      expect(existsSync(file), file).toBe(true);
      expect(readFileSync(file, "utf8"), `${file}: ${name}`).toContain(name);
    }
  });

  it("has every fault once in its order, and says the same in both languages", () => {
    const [en = [], zh = []] = documents.map((document) =>
      rowsOf(document).map(([number, , file, name]) => [number, file === name ? "" : name]),
    );
    expect(zh.map(([number]) => number)).toEqual(en.map(([number]) => number));
    expect(zh.filter(([, name]) => name)).toEqual(en.filter(([, name]) => name));
    const numbers = [...new Set(en.map(([number]) => Number(number)))];
    expect(numbers).toEqual(Array.from({ length: 22 }, (_, at) => at + 1));
  });
});

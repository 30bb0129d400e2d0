import "reflect-metadata";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { editsSchema } from "../../src/solver/what-if.schema.ts";
import { run } from "../../src/cli/run.ts";

const every = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = ""]) => found);

/** What a page asks of the command line, each with the answer that it shows. */
const examples = (page: string): (readonly [string, string])[] => {
  const text = readFileSync(`docs/${page}`, "utf8");
  const answers = every(text, /^```text\n([\s\S]*?)^```$/gm);
  return every(text, /^```sh\nnpx qipan (.*)\n```$/gm).map((asked, at) => [
    asked,
    answers[at] ?? "",
  ]);
};

describe.each(["what-if.md", "what-if.zh.md"])("docs/%s", (page) => {
  it("shows what the command line answers", async () => {
    expect(examples(page)).toHaveLength(2);
    for (const [asked, shown] of examples(page)) {
      let out = "";
      const io = { out: (text: string) => (out += text), err: () => undefined, terminal: false };
      expect(await run(asked.split(" "), io)).toBe(0);
      expect(out).toBe(shown);
    }
  });

  it("shows the edits that it names, and every edit that there is", () => {
    const text = readFileSync(`docs/${page}`, "utf8");
    const [edits] = every(text, /^```json\n([\s\S]*?)^```$/gm);
    expect(edits).toBe(readFileSync("docs/samples/bridge-closed.json", "utf8"));
    const kinds = every(text, /^\| `(\w+)` /gm);
    expect(kinds).toEqual(Object.keys(editsSchema.properties));
  });
});

describe("the command line", () => {
  it("takes one question at a time, and a number of losses only with its own", async () => {
    const io = { out: () => undefined, err: () => undefined, terminal: false };
    const file = ["solve", "docs/samples/flood.json"];
    const both = ["--what-if", "docs/samples/bridge-closed.json", "--robustness"];
    for (const wrong of [both, ["--losses", "3"], ["--robustness", "--losses", "0"]])
      expect(await run([...file, ...wrong], io)).toBe(2);
    expect(await run([...file, "--what-if", "docs/samples/flood.json"], io)).toBe(1);
  });
});

import { describe, expect, it } from "vitest";
import type { Problem } from "../../../src/solver/problem.ts";
import { solve } from "../../../src/solver/solve.ts";
import { editProblem } from "../../../src/solver/what-if-edits.ts";
import { whatIf } from "../../../src/solver/what-if.ts";
import { readInstance } from "./instances.ts";
import { roughWorld } from "./rough-worlds.ts";

const example = JSON.parse(readInstance("example.json")) as Problem;

async function tried(edits: unknown, problem = example) {
  const answer = await whatIf(problem, await solve(problem), edits, (file) => solve(file));
  if (!answer.ok) throw new Error(JSON.stringify(answer.refused));
  return answer.value;
}

async function refusedFor(edits: unknown) {
  const answer = await whatIf(example, await solve(example), edits, (file) => solve(file));
  return answer.ok ? [] : answer.refused.map(({ path, code }) => `${code} ${path}`);
}

const linesOf = ({ lines }: Awaited<ReturnType<typeof tried>>) =>
  lines.map((line) => `${line.change} ${line.lot ?? line.unit} ${line.before}→${line.after}`);

describe("what if", () => {
  it("a road closes: its lines go, who loses is named, the pins are warned of", async () => {
    const answer = await tried({ close: [{ from: "D1", to: "P1" }] });
    expect(linesOf(answer)).toEqual(["CHANGED L1 200→50", "KEPT L3 200→200", "KEPT T1 1→1"]);
    expect(answer.needs).toEqual([
      { need: "N1", missingBefore: 0, missingAfter: 150, lastBefore: 150, lastAfter: 150 },
    ]);
    expect(answer.stages[0]).toMatchObject({ name: "unmet", before: 1, after: 151 });
    expect(answer.churn).toEqual({ kept: 2, changed: 1, dropped: 0, new: 0, pieces: 150 });
    expect(answer.warnings.map(({ code }) => code)).toContain("PIN_AGAINST_ROAD");
  });

  it("the floor of a group is raised: less may go, and what is missing is told", async () => {
    const answer = await tried({ floors: [{ rule: 0, keep: 400 }] });
    expect(linesOf(answer)).toEqual(["CHANGED L1 200→90", "KEPT L3 200→200", "KEPT T1 1→1"]);
    expect(answer.needs[0]).toMatchObject({ need: "N1", missingBefore: 0, missingAfter: 110 });
  });

  it("one more team is found, or one more depot with its road", async () => {
    const unit = { id: "T2", capabilities: ["HAZ-CL2"] };
    const near = await tried({ units: [{ source: "D2", ...unit }] });
    const further = await tried({
      sources: [{ id: "D3", units: [unit] }],
      lanes: [{ from: "D3", to: "P1", minutes: 100 }],
    });
    const late = await tried({
      units: [{ source: "D2", ...unit }],
      deadlines: [{ need: "N2", deadlineMinutes: null }],
    });
    expect(near.needs).toEqual([]);
    for (const { needs } of [further, late])
      expect(needs[0]).toMatchObject({ need: "N2", missingBefore: 1, missingAfter: 0 });
  });

  it("a depot may send nothing: another one takes over, and sooner", async () => {
    const answer = await tried({ forbid: [{ source: "D2", reason: "ROUTE_BLOCKED" }] });
    expect(linesOf(answer)).toEqual(["CHANGED L1 200→300", "DROPPED L3 200→0", "KEPT T1 1→1"]);
    expect(answer.needs).toEqual([
      { need: "N1", missingBefore: 0, missingAfter: 0, lastBefore: 150, lastAfter: 115 },
    ]);
  });

  it("keeps every line in twelve random worlds when what is edited changes nothing", async () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const world = roughWorld(80_000 + seed);
      const sources = [{ id: "idle", stock: [] }];
      const { churn, needs } = await tried({ sources }, world);
      expect([seed, churn.pieces, churn.new, churn.dropped, needs]).toEqual([seed, 0, 0, 0, []]);
    }
  });
});

describe("edits are refused with the path of what is wrong", () => {
  const line = { source: "D1", lot: "L1", need: "N1" };
  it.each<[string, unknown, string[]]>([
    ["no edits at all", {}, ["OUT_OF_RANGE "]],
    ["a word that is none", { shut: [] }, ["UNKNOWN_KEY /shut"]],
    ["a lane that is not there", { close: [{ from: "D9" }] }, ["UNKNOWN_REFERENCE /close/0"]],
    [
      "a lot of no source",
      { floors: [{ lot: "L9", floor: 1 }] },
      ["UNKNOWN_REFERENCE /floors/0/lot"],
    ],
    ["a group too many", { floors: [{ rule: 7, keep: 1 }] }, ["UNKNOWN_REFERENCE /floors/0/rule"]],
    ["half a floor", { floors: [{ lot: "L1" }] }, ["EITHER_OR /floors/0"]],
    [
      "no such need",
      { deadlines: [{ need: "N9", deadlineMinutes: 1 }] },
      ["UNKNOWN_REFERENCE /deadlines/0/need"],
    ],
    [
      "a deadline without sense",
      { deadlines: [{ need: "N1", deadlineMinutes: 1e308 }] },
      ["TOO_LARGE /deadlines/0/deadlineMinutes"],
    ],
    ["a pin twice", { pins: [{ ...line, quantity: 10 }] }, ["DUPLICATE /pins/0"]],
    [
      "a pin over the stock",
      { pins: [{ ...line, lot: "L2", quantity: 100 }] },
      ["PIN_OVER_STOCK /pins/0"],
    ],
    [
      "a forbid of nobody",
      { forbid: [{ source: "D9", reason: "NO" }] },
      ["UNKNOWN_REFERENCE /forbid/0/source"],
    ],
    [
      "a lot's name twice",
      { stock: [{ source: "D2", lot: "L1", item: "tent", quantity: 1 }] },
      ["DUPLICATE /stock/0/lot"],
    ],
    [
      "goods of no kind",
      { stock: [{ source: "D1", lot: "L7", item: "x", quantity: 1 }] },
      ["UNKNOWN_REFERENCE /stock/0/item"],
    ],
    [
      "a road from nowhere",
      { lanes: [{ from: "D9", to: "P1", minutes: 1 }] },
      ["UNKNOWN_REFERENCE /lanes/0/from"],
    ],
  ])("%s", async (_, edits, expected) => {
    expect(await refusedFor(edits)).toEqual(expected);
  });

  it("in words about edits, not about lines of a file", () => {
    const refused = editProblem(example, { floors: [{ lot: "L1" }] });
    expect(refused).toMatchObject({
      refused: [{ code: "EITHER_OR", message: expect.stringContaining("rule, keep") as string }],
    });
  });
});

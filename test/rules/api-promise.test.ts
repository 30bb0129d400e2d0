import { ChangeType, diff, type Change } from "@graphql-inspector/core";
import { buildSchema, type GraphQLSchema } from "graphql";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../src/kernel/root.ts";
import { bare, endOf, isBroken, reasonsOf } from "../support/api-promise.ts";

const file = (name: string): string => join(packageRoot, "schema", name);
const read = (name: string): GraphQLSchema => buildSchema(readFileSync(file(name), "utf8"));

/** Named by the day of the promise. */
const promisedFile = "promised/2026-11-29.graphql";

describe("what partners were promised", () => {
  it("holds: nothing is gone or changed that a client may use", async () => {
    const promised = read(promisedFile);
    const changes = await diff(promised, read("qipan.graphql"));
    const broken = changes.filter((change) => isBroken(promised, change, new Date()));
    expect(broken.map(({ message }) => message)).toEqual([]);
  });

  it("is kept without descriptions, which promise nothing; `-u` takes them out", async () => {
    const kept = file(promisedFile);
    await expect(bare(readFileSync(kept, "utf8"))).toMatchFileSnapshot(kept);
  });

  it("and what has come since stands in the change log; `-u` writes it anew", async () => {
    const changes = await diff(read(promisedFile), read("qipan.graphql"));
    const log = (changes as readonly Change[])
      .filter(({ type }) => !isAboutWords(String(type)))
      .map(({ message, path, criticality }) => ({ path, level: criticality.level, message }))
      .sort((one, other) => compare(one.path ?? "", other.path ?? ""));
    await expect(`${JSON.stringify(log, null, 2)}\n`).toMatchFileSnapshot(
      file("promised/since.json"),
    );
  });
});

/** Descriptions may be said better at any time. */
const isAboutWords = (type: string): boolean =>
  type.includes("DESCRIPTION") && Object.values<string>(ChangeType).includes(type);

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

describe("a change", () => {
  const before = `type Query { old: Int @deprecated(reason: "由 now 取代 / use now, until 2027-06-30")
    kept(first: Int): Int soon: Int @deprecated(reason: "use now") now: Int }
    enum Level { LOW HIGH } input In { a: Int }`;
  const day = new Date("2027-07-01");

  const brokenBy = async (after: string, at = day): Promise<string[]> => {
    const changes: Change[] = await diff(buildSchema(before), buildSchema(after));
    return changes
      .filter((change) => isBroken(buildSchema(before), change, at))
      .map(({ path }) => path ?? "");
  };

  it("is none when something is added", async () => {
    const after = before.replace("now: Int", "now: Int more: Int").replace("HIGH", "HIGH TOP");
    expect(await brokenBy(after)).toEqual([]);
  });

  it("breaks it when a field, a value or an argument goes, or a type changes", async () => {
    for (const [from, to] of [
      ["now: Int }", "}"],
      ["HIGH", ""],
      ["kept(first: Int): Int", "kept: Int"],
      ["now: Int }", "now: String }"],
      ["a: Int }", "a: Int b: Int! }"],
    ] as const)
      expect(await brokenBy(before.replace(from, to))).toHaveLength(1);
  });

  it("lets go what was deprecated only after the day that its reason names", async () => {
    const after = before.replace(/old: Int @deprecated\([^)]*\)/, "");
    expect(await brokenBy(after)).toEqual([]);
    expect(await brokenBy(after, new Date("2027-06-30T12:00:00+08:00"))).toEqual(["Query.old"]);
    const undated = before.replace(/soon: Int @deprecated\([^)]*\)/, "");
    expect(await brokenBy(undated)).toEqual(["Query.soon"]);
  });

  it("is announced with the day after which it may happen", () => {
    const reasons = reasonsOf(readFileSync(file("qipan.graphql"), "utf8"));
    expect(reasons.filter((reason) => endOf(reason) === undefined)).toEqual([]);
    expect(reasonsOf(before)).toEqual(["由 now 取代 / use now, until 2027-06-30", "use now"]);
    expect(endOf("use now, until 2027-06-30")).toEqual(new Date("2027-06-30T16:00:00Z"));
    expect(endOf("use now")).toBeUndefined();
  });
});

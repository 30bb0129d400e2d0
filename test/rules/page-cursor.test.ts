import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  encodeCursor,
  listPage,
  pageOf,
  type KeyPart,
  type PageOf,
} from "../../src/kernel/page.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import { ok } from "../../src/kernel/result.ts";

const id = "0b0f6a3e-8a51-4b8e-9a53-0d5a4a3c1f11";
const refused = { ok: false, refused: [{ code: "FEED_CURSOR_INVALID", path: "after" }] };

describe("a cursor that a page handed out is read again", () => {
  test.each<[readonly KeyPart[], readonly string[]]>([
    [["text"], ["DEP-G01-1"]],
    [["text"], ["仓库 “甲”"]],
    [
      ["date", "uuid"],
      ["2026-02-28", id],
    ],
    [
      ["timestamptz", "uuid"],
      ["2026-11-28T02:00:00.123456Z", id],
    ],
    [
      ["timestamptz", "uuid"],
      ["2026-11-28 10:00:00.123456+08", id],
    ],
    [
      ["timestamptz", "uuid"],
      ["2026-11-28 10:00:00+05:30", id],
    ],
    [
      ["integer", "timestamptz", "uuid"],
      ["3", "2026-11-28T02:00:00Z", id],
    ],
    [
      ["bigint", "text"],
      ["999999999999999", "DEP"],
    ],
  ])("%j as %j", (parts, key) => {
    expect(pageOf({ first: 5, after: encodeCursor(key) }, parts)).toEqual(
      ok({ first: 5, after: key }),
    );
  });
});

describe("what PostgreSQL could not read is refused before it is asked", () => {
  test.each<[KeyPart, string]>([
    ["text", "a\0b"],
    ["integer", "-1"],
    ["integer", "1e3"],
    ["integer", "2147483648"],
    ["bigint", "9223372036854775808"],
    ["date", "2026-02-30"],
    ["date", "2026-13-01"],
    ["date", "infinity"],
    ["timestamptz", "2026-02-30T00:00:00Z"],
    ["timestamptz", "2026-11-28T24:00:00Z"],
    ["timestamptz", "2026-11-28T10:61:00Z"],
    ["timestamptz", "now"],
    ["uuid", "1"],
    ["uuid", `${id}'`],
  ])("%s %j", (part, written) => {
    expect(pageOf({ first: 1, after: encodeCursor([written]) }, [part])).toMatchObject(refused);
  });

  test("neither junk nor a cursor with more or fewer parts is read", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.array(fc.jsonValue()), (junk, key) => {
        expect(pageOf({ first: 1, after: junk }, ["date", "uuid"])).toMatchObject(refused);
        const cursor = Buffer.from(JSON.stringify(key)).toString("base64url");
        expect(pageOf({ first: 1, after: cursor }, ["date", "uuid"])).toMatchObject(refused);
      }),
    );
  });
});

test("pages join without a gap or a repetition, whatever their size", async () => {
  const rows = Array.from({ length: 23 }, (_, at) => String(at).padStart(2, "0"));
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 30 }), async (first) => {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page: Outcome<PageOf<string>> = await listPage(
          { first, after },
          ["text"],
          ({ after: [from = ""] = [] }) =>
            Promise.resolve(rows.filter((row) => row > from).slice(0, first + 1)),
          (row) => [row],
        );
        if (!page.ok) throw new Error("a page was refused");
        seen.push(...page.value.edges.map(({ node }) => node));
        after = page.value.pageInfo.hasNextPage ? page.value.pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual(rows);
    }),
  );
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { writeTimes } from "../../src/feed/write.ts";
import { usualTimes } from "../../src/postgres/session.ts";
import { memberLimits, publicLimits } from "../../src/server/bucket.ts";
import { usualDeadlines } from "../../src/server/deadline.ts";
import { prices } from "../../src/server/price.ts";
import { shapeLimits } from "../../src/server/shape.ts";

describe.each(["docs/limits.md", "docs/limits.zh.md"])("%s", (path) => {
  const text = readFileSync(path, "utf8");

  it("says every figure that the code has, in its order", () => {
    const rows = [...text.matchAll(/^\| .* \| ([\d,]+) +\|$/gm)];
    const said = rows.map(([, figure = ""]) => Number(figure.replaceAll(",", "")));
    const { tokens, depth, introspectionDepth, nesting, fields } = shapeLimits;
    const { aliases, directives, rootFields, repeats, definitions } = shapeLimits;
    expect(said).toEqual([
      ...[tokens, depth, introspectionDepth, nesting, fields, aliases, directives, rootFields],
      ...[repeats, definitions, memberLimits.budget, publicLimits.budget],
      ...[memberLimits.capacity, publicLimits.capacity],
      ...[memberLimits.perSecond, publicLimits.perSecond],
      ...[usualDeadlines.public, usualDeadlines.member, usualDeadlines.solve],
      ...[writeTimes.lockMs, usualTimes.statementMs, writeTimes.wholeMs].map((ms) => ms / 1_000),
      ...[usualDeadlines.look, usualDeadlines.ping, usualDeadlines.slow],
    ]);
    expect(Object.keys(shapeLimits)).toHaveLength(10);
  });

  it("says the prices", () => {
    for (const price of [prices.mutation, prices.solve])
      expect(text).toMatch(new RegExp(`\\D${price.toLocaleString("en-US")}\\D`));
    expect(prices).toMatchObject({ object: 1, perPoint: 20 });
  });
});

import { expect, it } from "vitest";
import { openServerTest } from "../support/database.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { asked, live } from "../support/simulator/lives.ts";

/** A seed of today, printed where a life fails: a hundred thousand deeds that no run had before. */
const seed = Math.floor(Date.now() / 1000) % 1_000_000_000;

it.each([
  ["PGlite", openEmbeddedTest, 20_000],
  ["PostgreSQL", openServerTest, 80_000],
] as const)(
  "lives long beside its model, on %s",
  async (_shape, open, operations) => {
    const tried = await live({ open, ...asked(seed, operations) });
    expect(tried.size).toBeGreaterThan(80);
    const rare = ["accept a netting", "recall a batch", "deny a difference", "stocktake"];
    expect([...tried.keys()]).toEqual(expect.arrayContaining(rare));
  },
  7_200_000,
);

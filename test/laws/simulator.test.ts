import { describe, expect, it } from "vitest";
import { openServerTest } from "../support/database.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { asked, live } from "../support/simulator/lives.ts";

/**
 * `SEED=… OPERATIONS=… npx vitest run test/laws/simulator.test.ts` lives another life, or the one
 * that failed: its seed is printed.
 */
describe("a hub beside its model", () => {
  it("answers each deed as the model says, on PGlite", async () => {
    const tried = await live({ open: openEmbeddedTest, ...asked(1, 300) });
    expect(tried.size).toBeGreaterThan(20);
  }, 900_000);

  it("answers deeds that race as if they came in some order, on PostgreSQL", async () => {
    const tried = await live({ open: openServerTest, ...asked(1, 300) });
    expect(tried.size).toBeGreaterThan(20);
  }, 1_800_000);
});

import { describe, expect, test } from "vitest";
import { publishedSource, wordsSource } from "../support/published.ts";

/** `npx vitest run test/rules/dashboard-types -u` writes both files anew. */
describe("what the dashboard takes from the SDL", () => {
  test("its operations and their types are those of the schema", async () => {
    await expect(await publishedSource()).toMatchFileSnapshot(
      "../../src/dashboard/published/operations.ts",
    );
  });

  test("its words for codes are those of the schema", async () => {
    await expect(wordsSource()).toMatchFileSnapshot("../../src/dashboard/published/words.ts");
  });
});

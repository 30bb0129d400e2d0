import { expect, it } from "vitest";
import { LAWS } from "./world-laws.ts";

/** `npm run soak` tries two hundred of each. */
const WORLDS = 5;

it.each(LAWS)("$says", async ({ holds }) => {
  let changed = 0;
  for (let seed = 1; seed <= WORLDS; seed += 1) if (await holds(seed)) changed += 1;
  expect(changed).toBeGreaterThan(0);
});

import "reflect-metadata";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { actions, type Action } from "../../schema/rights/duties.ts";
import { orderState } from "../../schema/words/dispatch.ts";
import { incidentState } from "../../schema/words/incidents.ts";
import { codesOf } from "../../schema/words/word.ts";
import { may } from "../../src/access/access.rules.ts";
import type { Principal } from "../../src/access/principal.model.ts";
import { illegal } from "../../src/dispatch/order.rules.ts";
import { refused } from "../../src/graph/refused.ts";
import { incidentEvents, next, type IncidentEvent } from "../../src/incidents/incident.rules.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import type { Refusal } from "../../src/kernel/refusal.ts";

const nobody: Principal = {
  ...{ id: "x", kind: "PERSON", name: "x", orgId: "A", partners: [] },
  memberships: [{ orgId: "A", roles: [] }],
};
const orderEvents = ["RENEW", "ISSUE", "ACKNOWLEDGE", "LOAD", "DEPART", "CANCEL", "CLOSE"] as const;

const reasonsOf = (outcome: ReturnType<typeof may> | ReturnType<typeof next>) =>
  outcome.ok ? [] : outcome.refused;
const all: readonly Refusal[] = [
  ...(Object.keys(actions) as Action[]).flatMap((action) => reasonsOf(may(nobody, action, ["A"]))),
  ...codesOf(incidentState).flatMap((state) =>
    (Object.keys(incidentEvents) as IncidentEvent[]).flatMap((event) =>
      reasonsOf(next(state, event)),
    ),
  ),
  ...codesOf(orderState).flatMap((state) => orderEvents.flatMap((event) => illegal(state, event))),
];

it("a refusal is said in one language: the one that was asked for", () => {
  expect(all.length).toBeGreaterThan(100);
  const han = /\p{Script=Han}/u;
  for (const { message, next: advice } of refused(all, "en").refusals)
    expect(`${message}; ${advice}`).not.toMatch(han);
  for (const { message } of refused(all, "zh").refusals) expect(message).not.toMatch(/[a-z]{3}/);
});

it("a reason is a word in both languages, never one text for both", () => {
  const src = join(packageRoot, "src");
  const files = readdirSync(src, { recursive: true, encoding: "utf8" });
  const texts = files
    .filter((name) => /\.(rules|service)\.ts$/.test(name))
    .flatMap((name) => readFileSync(join(src, name), "utf8").split("\n"))
    .filter((line) => /\bwhy(?:: | = )["`].*\p{Script=Han}/u.test(line));
  expect(files.length).toBeGreaterThan(500);
  expect(texts).toEqual([]);
});

import { describe, expect, it } from "vitest";
import { world } from "../../seeds/world.ts";
import { post } from "../../src/cli/demo-stage.ts";

const demo = world(1, "demo");
const duties = ["DISPATCHER", "APPROVER", "KEEPER", "RECEIVER", "FINANCE"] as const;

describe("somebody of the demo world", () => {
  it.each(duties)("does each organization's duty: %s", (duty) => {
    for (const { id } of demo.organizations) {
      const found = demo.principals.find((one) => one.id === post(id, duty));
      const held = found?.memberships.find(({ orgId }) => orgId === id)?.roles;
      expect(held, id).toContain(duty);
    }
  });
});

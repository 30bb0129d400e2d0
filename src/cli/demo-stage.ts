import { seedData } from "../../seeds/data.ts";
import type { Scenario } from "../../seeds/world.model.ts";
import type { Role } from "../../schema/words/access.ts";
import { assert } from "../kernel/assert.ts";
import type { DemoClient } from "./demo-client.ts";

/** The parts of the stage: the hub's address, the script, and where to speak. */
export interface Stage {
  readonly client: DemoClient;
  readonly scenario: Scenario;
  readonly tell: (text: string) => void;
}

/**
 * Who does this duty at an organization. A small firm has one post for several duties, so the
 * name of a post is looked up and not made up.
 */
export function post(orgId: string, role: Role): string {
  const found = seedData.principals.find(({ memberships }) =>
    memberships.some((one) => one.orgId === orgId && one.roles.includes(role)),
  );
  assert(found !== undefined, `${orgId} has somebody on duty as ${role}`);
  return found.id;
}

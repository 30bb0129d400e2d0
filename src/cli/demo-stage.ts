import type { Scenario } from "../../seeds/world.model.ts";
import type { DemoClient } from "./demo-client.ts";

/** The parts of the stage: the hub's address, the script, and where to speak. */
export interface Stage {
  readonly client: DemoClient;
  readonly scenario: Scenario;
  /** The script's roles: `post("ORG-G01", "dispatcher")` signs in as that duty. */
  readonly post: (org: string, duty: string) => string;
  readonly tell: (text: string) => void;
}

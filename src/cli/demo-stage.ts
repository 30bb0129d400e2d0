import { seedData } from "../../seeds/data.ts";
import type { Scenario } from "../../seeds/world.model.ts";
import type { Role } from "../../schema/words/access.ts";
import type { Word } from "../../schema/words/word.ts";
import { assert } from "../kernel/assert.ts";
import { DemoRefused, type DemoClient } from "./demo-client.ts";
import type { DemoLine, Party } from "./demo.model.ts";
import { missingTurns } from "./demo-turns.ts";
import { turnName, type Script, type Turn, type TurnCode } from "./demo-turns.model.ts";
import { short } from "./demo-words.ts";

/** The parts of the stage: the hub's address, the script, and where to speak. */
export interface Stage {
  readonly client: DemoClient;
  readonly scenario: Scenario;
  readonly script: Script;
  /** The turns that were taken so far. */
  readonly turns: Turn[];
  readonly tell: (text: string) => void;
  /** One round of what the hub does by the clock alone after a response: 视同消耗. */
  readonly sweep: () => Promise<unknown>;
}

export const leadOf = ({ script, scenario }: Pick<Stage, "script" | "scenario">): string =>
  script.lead ?? scenario.payerOrgId;

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

export const has = ({ script }: Pick<Stage, "script">, code: TurnCode): boolean =>
  script.turns.includes(code);

/** Tells a turn when it is taken, as whoever is on duty hears of it. */
export function take(stage: Stage, code: TurnCode, { zh, en }: Word): void {
  stage.turns.push({ code, zh, en });
  stage.tell(`  ◆ ${turnName[code].zh} / ${turnName[code].en}\n    ${zh}\n    ${en}\n`);
}

/** A drill whose turns did not all happen has not shown what it is for. */
export function cannot(code: TurnCode, why: string): DemoRefused {
  const { zh, en } = turnName[code];
  return new DemoRefused(`${code} ${zh} / ${en}`, "demo", why);
}

export function demandTurns({ script, turns }: Stage): void {
  const [code] = missingTurns(script.turns, turns);
  if (code !== undefined) throw cannot(code, "情景未出现这一变故 / the drill did not come to it");
}

const orgs = new Map(seedData.organizations.map((org) => [org.nameZh, org.nameEn]));
const items = new Map(seedData.items.map(({ sku, nameEn }) => [sku, nameEn]));

const bare = (name: string): string => short(name).replace(/ \((demo|example)\)$/, "");

/** An organization by its names, as people say them. */
export const named = ({ name }: Pick<Party, "name">): Word => ({
  zh: short(name),
  en: bare(orgs.get(name) ?? name),
});

/** A number as the tables of the drill write it. */
export const figure = (quantity: number): string => quantity.toLocaleString("en-US");

/** So many of an item, with its unit. */
export function counted({ item }: Pick<DemoLine, "item">, quantity: number): Word {
  if (item === null) return { zh: `${figure(quantity)} 支`, en: figure(quantity) };
  const en = `${figure(quantity)} × ${items.get(item.sku) ?? item.sku}`;
  return { zh: `${item.nameZh} ${figure(quantity)} ${item.unitZh}`, en };
}

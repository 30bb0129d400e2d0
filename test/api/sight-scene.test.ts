import "reflect-metadata";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestHub, type TestHub } from "../support/client.ts";
import { onBothShapes } from "../support/database.ts";
import { dataOf, globalId, idsOf, localOf, nodesOf } from "../support/sight-asking.ts";
import { cityOf, sightOf, type SightWorld } from "../support/sight-model.ts";
import {
  everyIncident,
  layScene,
  partsOf,
  sceneSeen,
  scenes,
  type Scene,
} from "../support/sight-scene.ts";
import { layFacts, layGround, readers, sightWorlds } from "../support/sight-world.ts";

interface Page<Node> {
  readonly edges: readonly { readonly node: Node }[];
}
type Named = { readonly id: string };
type Coded = { readonly code: string };
interface Answer {
  readonly incidents: Page<
    Named & {
      readonly levels: readonly { responseLevel: string; setByApprover: boolean }[];
      readonly needs: Page<Named>;
    }
  >;
  readonly incident: Named | null;
  readonly need: (Named & { readonly incident: Named }) | null;
  readonly needs: Page<Named & { promised: number; incident: Named; requestedBy: Named }>;
  readonly ofIncident: Page<Named>;
  readonly teams: Page<Coded & { readonly owner: Named; readonly equipment: readonly Coded[] }>;
  readonly inCity: Page<Coded>;
  readonly onScene: Page<Coded>;
  readonly equipmentUnits: Page<Coded & { readonly team: Coded | null }>;
  readonly orders: Page<
    Named & { incident: Named; lines: Named[]; approvals: Named[]; legs: Named[] }
  >;
  readonly leg: Named | null;
  readonly nodes: readonly (Named | null)[];
}

const question = `query ($ids: [ID!]!, $incident: ID!, $need: ID!, $leg: ID!) {
  incidents(first: 10) { edges { node { id levels { responseLevel setByApprover }
    needs(first: 10) { edges { node { id } } } } } }
  incident(id: $incident) { id }
  need(id: $need) { id incident { id } }
  needs(first: 10) { edges { node { id promised incident { id } requestedBy { id } } } }
  ofIncident: needs(first: 10, incidentId: $incident) { edges { node { id } } }
  teams(first: 10) { edges { node { code owner { id } equipment { code } } } }
  inCity: teams(first: 10, regionCode: "150300") { edges { node { code } } }
  onScene: teams(first: 10, state: ON_SCENE) { edges { node { code } } }
  equipmentUnits(first: 10) { edges { node { code team { code } } } }
  orders(first: 10) { edges { node { id incident { id }
    lines { id } approvals { id } legs { id } } } }
  leg(id: $leg) { id }
  nodes(ids: $ids) { id }
}`;

onBothShapes("sight of what goes on", (open) => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub(await open(), { world: layGround, seals: false });
  });
  afterAll(() => hub.close());

  const asked = async (scene: Scene, world: SightWorld, as?: string): Promise<Answer> => {
    const parts = world.orders.map((_, nth) => partsOf(nth));
    const ids = [
      ...scene.incidents.map(({ id }) => globalId("Incident", id)),
      ...scene.needs.map(({ id }) => globalId("Need", id)),
      ...scene.teams.map(({ code }) => globalId("Team", code)),
      ...scene.machines.map(({ code }) => globalId("EquipmentUnit", code)),
      ...parts.flatMap(({ line, approval, leg }) => [
        globalId("OrderLine", line),
        globalId("Approval", approval),
        globalId("Leg", leg),
      ]),
    ];
    const variables = {
      ids,
      incident: globalId("Incident", scene.incidents[0]?.id ?? ""),
      need: globalId("Need", scene.needs[0]?.id ?? ""),
      leg: globalId("Leg", parts[0]?.leg ?? ""),
    };
    return dataOf(
      await hub.ask<Answer>(question, variables, as === undefined ? undefined : { as }),
    );
  };

  it("is a member's in full at any level, and all parts of an order its parties'", async () => {
    const outcome = await fc.check(
      fc.asyncProperty(scenes, sightWorlds, async (scene, world) => {
        await layFacts(hub.database, world);
        await layScene(hub.database, scene, world);
        for (const [name, orgs] of [["", undefined] as const, ...Object.entries(readers)])
          expectSeen(
            await asked(scene, world, name === "" ? undefined : name),
            { scene, seen: sceneSeen(scene, (orgs ?? []).length > 0) },
            { orders: sightOf(world, orgs).orders, world },
          );
      }),
      { numRuns: 4, seed: 6, endOnFailure: true },
    );
    if (outcome.failed) throw outcome.errorInstance;
  });
});

const codes = (list: readonly Coded[]): string[] => list.map(({ code }) => code).toSorted();

function expectSeen(
  data: Answer,
  { scene, seen }: { readonly scene: Scene; readonly seen: Scene },
  { orders, world }: { readonly orders: readonly string[]; readonly world: SightWorld },
): void {
  const needsOf = (incident: string | undefined) =>
    seen.needs
      .filter((need) => need.incident === incident)
      .map(({ id }) => id)
      .toSorted();
  const first = scene.incidents[0]?.id;
  expect(idsOf(nodesOf(data.incidents))).toEqual(everyIncident(seen));
  for (const { id, levels } of seen.incidents) {
    const told = nodesOf(data.incidents).find((one) => localOf(one.id) === id)!;
    expect(told.levels.map((one) => [one.responseLevel, one.setByApprover])).toEqual(
      levels.toReversed().map(({ level, approver }) => [level, approver]),
    );
    expect(idsOf(nodesOf(told.needs))).toEqual(needsOf(id));
  }
  expect(data.incident && localOf(data.incident.id)).toBe(seen.incidents[0]?.id ?? null);
  expect(data.need && [localOf(data.need.id), localOf(data.need.incident.id)]).toEqual(
    seen.needs[0] === undefined ? null : [seen.needs[0].id, seen.needs[0].incident],
  );
  expect(
    nodesOf(data.needs)
      .map((need) => [
        ...[localOf(need.id), need.promised],
        ...[localOf(need.incident.id), localOf(need.requestedBy.id)],
      ])
      .toSorted(),
  ).toEqual(seen.needs.map(({ id, incident, by, promised }) => [id, promised, incident, by]));
  expect(idsOf(nodesOf(data.ofIncident))).toEqual(needsOf(first));
  expectForces(data, seen);
  const open = expectOrders(data, orders, world);
  expect(idsOf(data.nodes)).toEqual(
    [
      ...[...seen.incidents, ...seen.needs].map(({ id }) => id),
      ...[...seen.teams, ...seen.machines].map(({ code }) => code),
      ...open,
    ].toSorted(),
  );
}

/** All parts of an order are its parties'; answers the ids of those that are seen. */
function expectOrders(data: Answer, orders: readonly string[], world: SightWorld): string[] {
  const parts = world.orders.map(({ id }, nth) => ({ order: id, ...partsOf(nth) }));
  const open = parts.filter(({ order }) => orders.includes(order));
  const told = nodesOf(data.orders).map(({ id, lines, approvals, legs }) => [
    localOf(id),
    ...[lines, approvals, legs].map((list) => idsOf(list)),
  ]);
  expect(told.toSorted()).toEqual(
    open.map(({ order, line, approval, leg }) => [order, [line], [approval], [leg]]).toSorted(),
  );
  expect(data.leg && localOf(data.leg.id)).toBe(
    orders.includes(parts[0]?.order ?? "") ? parts[0]?.leg : null,
  );
  return open.flatMap(({ line, approval, leg }) => [line, approval, leg]);
}

function expectForces(data: Answer, { teams, machines }: Scene): void {
  const such = (test: (team: Scene["teams"][number]) => boolean) => codes(teams.filter(test));
  expect(nodesOf(data.teams).map(({ code, owner }) => [code, localOf(owner.id)])).toEqual(
    teams.map(({ code, owner }) => [code, owner]),
  );
  for (const { code, equipment } of nodesOf(data.teams))
    expect(codes(equipment)).toEqual(codes(machines.filter(({ team }) => team === code)));
  expect(codes(nodesOf(data.inCity))).toEqual(such(({ region }) => cityOf[region] === "150300"));
  expect(codes(nodesOf(data.onScene))).toEqual(such(({ state }) => state === "ON_SCENE"));
  expect(nodesOf(data.equipmentUnits).map(({ code, team }) => [code, team?.code ?? null])).toEqual(
    machines.map(({ code, team }) => [code, team]),
  );
}

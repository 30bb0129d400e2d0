import graphology from "graphology";
import { dijkstra } from "graphology-shortest-path";
import type { CommitmentRow, DepotRow, LotRow } from "../../seeds/goods.model.ts";
import type { Scenario, World } from "../../seeds/world.model.ts";
import type { Forbid, GroupFloor, Lot, Problem, Source } from "../../src/solver/problem.ts";

const minutesPerDay = 1440;
const staleAfterDays = 180;
/** A loaded lorry against the light vehicle of the planned minutes (roads.json). */
const lorry = 1.15;

/** A scenario as a problem file, by the world's own pacts, floors, marks, zone and closures. */
export function problemOf(world: World, scenario: Scenario): Problem {
  const wanted = new Set(scenario.demands.map(({ sku }) => sku));
  const substitutes = world.substitutes.filter(({ item }) => wanted.has(item));
  const useful = new Set([...wanted, ...substitutes.map(({ substitute }) => substitute)]);
  const sources = [...depotSources(world, scenario, useful), ...teamSources(world)];
  return {
    version: 1,
    items: world.items
      .filter(({ sku }) => useful.has(sku))
      .map(({ sku, weightKg, volumeM3 }) => ({
        id: sku,
        kg: weightKg,
        m3: volumeM3,
        weight: weightOf(sku, scenario),
        substitutes: substitutes
          .filter(({ item }) => item === sku)
          .map(({ substitute, give, counts }) => ({ item: substitute, give, counts })),
      })),
    sources: sources.map(({ source }) => source),
    needs: needsOf(scenario),
    lanes: lanesOf(world, scenario, sources),
    rules: {
      floors: floorsOf(world, scenario, useful),
      forbid: forbidsOf(world, scenario, useful),
    },
    options: { stages: ["unmet", "fairness", "arrival"] },
  };
}

interface Placed {
  readonly source: Source;
  readonly node: string;
  readonly province: string;
}

const place = ({ id }: Scenario): string => `site:${id}`;
const provinceOf = (code: string): string => code.slice(0, 2);

function weightOf(sku: string, { demands }: Scenario): number {
  const total = demands.filter((row) => row.sku === sku).reduce((sum, { qty }) => sum + qty, 0);
  return Math.max(1, Math.round(1_000_000 / Math.max(1, total)));
}

const needsOf = (scenario: Scenario): Problem["needs"] => [
  ...scenario.demands.map(({ sku, qty, neededWithinHours, priority }) => ({
    id: sku,
    place: place(scenario),
    item: sku,
    quantity: qty,
    priority,
    deadlineMinutes: neededWithinHours * 60,
  })),
  ...scenario.teamNeeds.map(({ skill, teams, neededWithinHours, priority }) => ({
    id: skill,
    place: place(scenario),
    capability: skill,
    quantity: teams,
    priority,
    deadlineMinutes: neededWithinHours * 60,
  })),
];

function depotSources(world: World, scenario: Scenario, useful: ReadonlySet<string>): Placed[] {
  return world.depots.map((depot) => ({
    node: depot.node,
    province: provinceOf(depot.regionCode),
    source: {
      id: depot.id,
      region: depot.regionCode,
      readyMinutes: depot.readyMinutes,
      stock: [
        ...world.lots
          .filter((lot) => lot.depotId === depot.id && useful.has(lot.item))
          .map((lot) => stockOf(lot, depot, scenario)),
        ...world.commitments
          .filter((row) => row.depotId === depot.id && useful.has(row.item))
          .flatMap(callsOf),
      ],
    },
  }));
}

function stockOf(lot: LotRow, depot: DepotRow, scenario: Scenario): Lot {
  const own = lot.ownerOrg === scenario.payerOrgId || lot.ownerOrg === scenario.responsibleOrgId;
  const byOwner = { GOVERNMENT: 2, MARKET: 3, CHARITY: 4 }[depot.sector];
  return {
    lot: lot.code,
    item: lot.item,
    quantity: lot.quantity,
    rank: own ? 1 : depot.reserveMode === "CUSTODIAL" ? 3 : byOwner,
    sector: depot.sector,
    ...(lot.expiresInDays === null
      ? {}
      : { expiresInMinutes: Math.max(0, (lot.expiresInDays + 1) * minutesPerDay) }),
  };
}

/** A day's call under a contract is a lot that is ready when that day's goods are. */
const callsOf = (row: CommitmentRow): Lot[] =>
  [0, 1].map((day) => ({
    lot: `commitment:${row.id}:${day}`,
    item: row.item,
    quantity: Math.max(0, Math.min(row.dailyRate, row.maxQuantity - day * row.dailyRate)),
    availableMinutes: row.leadMinutes + day * minutesPerDay,
    rank: 3,
    sector: "MARKET",
  }));

const teamSources = ({ teams }: World): Placed[] =>
  teams.map((team) => ({
    node: team.baseNode,
    province: provinceOf(team.regionCode),
    source: {
      id: team.id,
      units: [{ id: `unit:${team.id}`, kind: "TEAM", capabilities: [...team.skills] }],
      readyMinutes: team.mobilisationMinutes,
    },
  }));

function lanesOf(world: World, scenario: Scenario, sources: readonly Placed[]): Problem["lanes"] {
  const graph = new graphology.MultiUndirectedGraph();
  for (const { id } of world.roadNodes) graph.addNode(id);
  for (const { id, fromNode, toNode, minutes } of world.roadLinks)
    if (!scenario.closedRoads?.includes(id))
      graph.addEdgeWithKey(id, fromNode, toNode, { minutes });
  return sources.flatMap(({ source, node, province }) => {
    const path = dijkstra.bidirectional(graph, node, scenario.node, "minutes") as string[] | null;
    if (path === null) return [];
    const road = path.slice(1).reduce((sum, next, index) => {
      const links = graph.edges(path[index]!, next);
      return sum + Math.min(...links.map((edge) => minutesOn(graph, edge)));
    }, 5);
    const minutes = source.units === undefined ? Math.round(road * lorry) : road;
    const crossProvince = province !== provinceOf(scenario.regionCode);
    return [{ from: source.id, to: place(scenario), minutes, crossProvince }];
  });
}

const minutesOn = (graph: graphology.MultiUndirectedGraph, edge: string): number =>
  graph.getEdgeAttribute(edge, "minutes") as number;

/** The pact in force under which the owner lends this item to the payer. */
function pactOf(world: World, owner: string, payer: string, category: string) {
  return world.agreements.find(
    ({ validFromDays, validToDays, parties, terms }) =>
      validFromDays <= 0 &&
      validToDays >= 0 &&
      parties.some(({ orgId, lends }) => lends && orgId === owner) &&
      parties.some(({ orgId, borrows }) => borrows && orgId === payer) &&
      terms.items.length === 0 &&
      (terms.categories.length === 0 || terms.categories.includes(category)),
  );
}

const isOwn = (owner: string, { payerOrgId, responsibleOrgId }: Scenario): boolean =>
  owner === payerOrgId || owner === responsibleOrgId;

const categories = ({ items }: World) => new Map(items.map((row) => [row.sku, row.category]));

/** What a lender keeps on each shelf, rounded up against the borrower. */
function floorsOf(world: World, scenario: Scenario, useful: ReadonlySet<string>): GroupFloor[] {
  const category = categories(world);
  const shelves = new Map<string, GroupFloor & { readonly share: number; held: number }>();
  for (const { ownerOrg, depotId, item, quantity } of world.lots) {
    if (!useful.has(item) || isOwn(ownerOrg, scenario)) continue;
    const pact = pactOf(world, ownerOrg, scenario.payerOrgId, category.get(item)!);
    const share = pact?.terms.lenderFloorShare ?? 1;
    const key = `${depotId}|${item}`;
    const shelf = shelves.get(key) ?? { sources: [depotId], item, keep: 0, share, held: 0 };
    shelf.held += quantity;
    shelves.set(key, shelf);
  }
  return [...shelves.values()].map(({ sources, item, share, held }) => ({
    sources,
    item,
    keep: Math.ceil(held * share),
  }));
}

function forbidsOf(world: World, scenario: Scenario, useful: ReadonlySet<string>): Forbid[] {
  const category = categories(world);
  const { payerOrgId: payer } = scenario;
  const lends = (owner: string, kind: string) =>
    isOwn(owner, scenario) || pactOf(world, owner, payer, kind) !== undefined;
  return [
    ...world.depots
      .filter((depot) => kmBetween(depot, scenario) <= (scenario.hazardZone?.radiusKm ?? -1))
      .map(({ id }) => ({ source: id, reason: "IN_HAZARD_ZONE" })),
    ...world.lots.flatMap((lot): Forbid[] => {
      if (!useful.has(lot.item)) return [];
      const say = (reason: string) => ({ source: lot.depotId, lot: lot.code, reason });
      if (!lends(lot.ownerOrg, category.get(lot.item)!)) return [say("AGREEMENT")];
      if (lot.condition !== "GOOD") return [say("QUALITY_HOLD")];
      if ((lot.countedDaysAgo ?? Infinity) > staleAfterDays) return [say("STALE_COUNT")];
      if (lot.earmark !== null && lot.earmark !== scenario.hazard) return [say("EARMARK")];
      return [];
    }),
    ...world.commitments
      .filter(({ item, contractingOrg }) => useful.has(item) && !lends(contractingOrg, ""))
      .flatMap(({ id, depotId }) =>
        [0, 1].map((day) => ({
          source: depotId,
          lot: `commitment:${id}:${day}`,
          reason: "AGREEMENT",
        })),
      ),
    ...world.teams
      .filter(({ ownerOrg }) => !isOwn(ownerOrg, scenario) && !lends(ownerOrg, "HAZMAT"))
      .map(({ id }) => ({ source: id, reason: "AGREEMENT" })),
    ...world.teams
      .filter(({ insuredUntilDays }) => insuredUntilDays !== null && insuredUntilDays < 0)
      .map(({ id }) => ({ source: id, reason: "NOT_INSURED" })),
  ];
}

/** Great-circle distance in km on a sphere of 6371 km. */
export function kmBetween(
  a: { readonly lon: number; readonly lat: number },
  b: { readonly lon: number; readonly lat: number },
): number {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(h));
}

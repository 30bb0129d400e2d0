import { assert } from "../src/kernel/assert.ts";
import type { Coverage, NormProfile, NormRule, RawDepot, SeedData } from "./data.model.ts";
import { chanceFor } from "./identity.ts";

/** One item at one depot: what should lie there, on which ground, and what does. */
export interface Shelf {
  readonly depot: RawDepot;
  readonly item: string;
  readonly owner: string;
  readonly quantity: number;
  readonly target?: { readonly quantity: number; readonly rule: NormRule };
}

interface Norm {
  readonly quantity: number;
  readonly rule: NormRule;
}

const residentsPer = 10_000;
const ownGround: NormRule = {
  id: "DEPOT",
  basis: "库点自定(示例) / set for this depot",
  status: "product assumption, NOT a standard",
};

/** Every shelf: by the norms and a seeded jitter, or as one of the overrides says. */
export function shelvesOf(data: SeedData, seed: number): Shelf[] {
  return data.depots.flatMap((depot) => {
    const norms = normsOf(depot, data);
    const special = data.quantities.filter((row) => row.depot === depot.id);
    const items = new Set([...norms.keys(), ...special.map(({ item }) => item)]);
    return [...items].map((item): Shelf => {
      const norm = norms.get(item);
      const own = special.find((row) => row.item === item);
      const wanted = own?.target === undefined ? norm : { quantity: own.target, rule: ownGround };
      const underNorm = depot.sector === "GOVERNMENT" || norm?.rule.id === "RS-SHRC-2021";
      return {
        depot,
        item,
        owner: own?.owner ?? depot.ownerOrgId,
        quantity: own?.quantity ?? heldOf(depot, item, norm?.quantity ?? 0, data, seed),
        ...(underNorm && wanted !== undefined ? { target: wanted } : {}),
      };
    });
  });
}

/** Only the shelves that the smallest world names. */
export function tinyShelvesOf(data: SeedData): Shelf[] {
  return data.tiny.shelves.map(({ depot: id, item, quantity, target }) => {
    const depot = data.depots.find((row) => row.id === id);
    assert(depot !== undefined, `${id} is a depot of the smallest world`);
    return {
      depot,
      item,
      owner: depot.ownerOrgId,
      quantity,
      ...(target === undefined ? {} : { target: { quantity: target, rule: ownGround } }),
    };
  });
}

function heldOf(depot: RawDepot, item: string, norm: number, data: SeedData, seed: number): number {
  const { heldShare, jitter } = data.norms;
  const swing = 1 + jitter * (2 * chanceFor(seed, `held|${depot.id}|${item}`)() - 1);
  return Math.max(1, Math.round(norm * heldShare[depot.tier] * swing));
}

/** What the depot should hold of each item: where two profiles meet, the larger binds. */
function normsOf(depot: RawDepot, data: SeedData): Map<string, Norm> {
  const norms = new Map<string, Norm>();
  for (const profile of data.norms.profiles) {
    const scale = profile.depots[depot.id];
    if (scale === undefined) continue;
    const { units, rule } = groundOf(depot, profile, data);
    for (const [item, each] of Object.entries(profile.items)) {
      const quantity = Math.round(each * units * scale);
      if (quantity < profile.leastShelf) continue;
      const known = norms.get(item)?.quantity ?? 0;
      if (quantity > known) norms.set(item, { quantity, rule: named(rule, profile) });
    }
  }
  return norms;
}

const named = (rule: NormRule, { nameZh }: NormProfile): NormRule => ({
  ...rule,
  basis: `${nameZh} · ${rule.basis}`,
});

function groundOf(
  depot: RawDepot,
  profile: NormProfile,
  data: SeedData,
): { readonly units: number; readonly rule: NormRule } {
  if (profile.per === "DEPOT") return { units: 1, rule: ruleOf(profile.rule, data) };
  const coverage = data.norms.coverage.find(({ tier }) => tier === depot.tier);
  assert(coverage !== undefined, `${depot.id} covers people although its tier has no rule`);
  const residents = residentsOf(depot, coverage.of, data);
  return {
    units: (residents * coverage.per10k) / residentsPer,
    rule: ruleOf(coverage.rule, data),
  };
}

function ruleOf(id: string | null, data: SeedData): NormRule {
  const rule = [...data.standards, ...data.norms.rules].find((row) => row.id === id);
  assert(rule !== undefined, `${String(id)} is a rule of the norms or of the standards`);
  return rule;
}

function residentsOf(depot: RawDepot, of: Coverage["of"], data: SeedData): number {
  const own = data.regions.find(({ code }) => code === depot.regionCode);
  const city = data.regions.find(({ code }) => code === own?.parentCode);
  assert(own !== undefined && city !== undefined, `${depot.id} lies in a county of a city`);
  const areas: Readonly<Record<Coverage["of"], () => readonly (string | null)[]>> = {
    OWN_COUNTY: () => [own.code],
    OWN_PREFECTURE: () => [city.code],
    OWN_PROVINCE: () => [city.parentCode],
    HUB_CITY_AND_BORDERING_COUNTIES: () => hubArea(data),
  };
  const area = areas[of]();
  return data.regions
    .filter(({ code }) => area.includes(code))
    .reduce((sum, { population }) => sum + (population ?? 0), 0);
}

/** The hub city's counties and every county that shares a border with one of them. */
function hubArea({ cluster, regions }: SeedData): string[] {
  const counties = regions.filter(({ parentCode }) => parentCode === cluster.hub);
  return [
    ...new Set([
      ...counties.map(({ code }) => code),
      ...counties.flatMap(({ neighbors = [] }) => neighbors),
    ]),
  ];
}

import { compare } from "../kernel/compare.ts";
import { refusal, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { unpromised } from "../incidents/need.rules.ts";
import { crossProvince } from "../network/network.rules.ts";
import { provinceOf } from "../regions/regions.rules.ts";
import type { Item, Lane, Need, Pin, Preset, Problem } from "../solver/problem.ts";
import { floorsOf } from "./problem.floor.rules.ts";
import type { PinInput, ProblemFacts } from "./problem.model.ts";
import { needsOf } from "./problem.need.rules.ts";
import { forbidsOf, sourcesOf, supplies, type Supply } from "./problem.supply.rules.ts";
import type { Grounds } from "./proposal.model.ts";
import { pinnedNeeds } from "./set.rules.ts";

export interface ProblemFile {
  readonly problem: Problem;
  readonly grounds: Grounds;
}

/**
 * The dispatch problem of an incident: who has what on which ground, who needs what, and the
 * roads between. Pure: the same facts give the same file. Refused: a pin on what is not there.
 */
export function problemOf(
  facts: ProblemFacts,
  { preset, pins }: { readonly preset: Preset; readonly pins: readonly PinInput[] },
): Outcome<ProblemFile> {
  const all = supplies(facts).toSorted((a, b) => compare(a.id, b.id));
  const needs = needsOf(facts.needs, facts.sets, facts.now);
  const pinned = pinsOf(pins, all, needs);
  if (!pinned.ok) return pinned;
  const places = [...new Set(facts.needs.map(({ node }) => node))].toSorted(compare);
  const sectorOf = (org: string) => facts.organizations.get(org)?.sector ?? "GOVERNMENT";
  const problem: Problem = {
    version: 1,
    items: itemsOf(facts),
    sources: sourcesOf(all, sectorOf),
    needs,
    lanes: places.flatMap((place) => lanesTo(place, all, facts)),
    rules: {
      floors: floorsOf(
        all.flatMap(({ shelf }) => shelf ?? []),
        facts,
      ),
      forbid: forbidsOf(all),
      pins: pinned.value,
    },
    options: { preset },
  };
  const grounds = all.flatMap(({ id, ground }) => (ground === undefined ? [] : [[id, ground]]));
  return ok({ problem, grounds: Object.fromEntries(grounds) as Grounds });
}

const weightWhole = 1_000_000;

/** A million over the total wanted makes unlike units comparable: half is half of anything. */
function itemsOf({ items, substitutes, needs }: ProblemFacts): Item[] {
  return items
    .toSorted((a, b) => compare(a.sku, b.sku))
    .map(({ sku, weightKg, volumeM3 }) => {
      const wanted = needs
        .filter(({ item }) => item === sku)
        .reduce((sum, need) => sum + unpromised(need), 0);
      const instead = substitutes.filter(({ item }) => item === sku);
      return {
        id: sku,
        kg: weightKg,
        m3: volumeM3,
        weight: wanted === 0 ? 1 : Math.max(1, Math.round(weightWhole / wanted)),
        substitutes: instead.map(({ substitute, give, counts }) => ({
          item: substitute,
          give,
          counts,
        })),
      };
    });
}

/** The stretch between the gate and the road node, at both ends together: a planning estimate. */
const gateMinutes = 5;

/** Lanes exist where a way is open; teams drive as planned, goods as fast as a loaded lorry. */
function lanesTo(place: string, all: readonly Supply[], facts: ProblemFacts): Lane[] {
  const ways = facts.routes.get(place);
  const lorry = lorryFactor(facts);
  const site = provinceOf(facts.requester.regionCode);
  const from = new Map(all.map((supply) => [supply.source, supply]));
  return [...from.values()]
    .toSorted((a, b) => compare(a.source, b.source))
    .flatMap(({ source, node, region, unit }): Lane[] => {
      const way = ways?.get(node);
      if (way === undefined) return [];
      const factor = unit === undefined ? lorry : 1;
      return [
        {
          from: source,
          to: place,
          minutes: Math.ceil(way.minutes * factor - 1e-9) + gateMinutes,
          km: way.km,
          unitCost: way.km,
          crossProvince: crossProvince(way) || provinceOf(region) !== site,
        },
      ];
    });
}

/** Where no vehicle is known: a loaded lorry takes 1.3 times the planned minutes. */
const usualFactor = 1.3;

/** The middle one of all general vehicles: which of them comes is decided at departure. */
function lorryFactor({ vehicles }: Pick<ProblemFacts, "vehicles">): number {
  const factors = vehicles
    .filter(({ licences }) => licences.includes("GENERAL"))
    .map(({ speedFactor }) => speedFactor)
    .toSorted((a, b) => a - b);
  return factors[Math.floor(factors.length / 2)] ?? usualFactor;
}

/** Pins speak of supplies and needs of this very file; each one that does not is refused. */
function pinsOf(
  pins: readonly PinInput[],
  all: readonly Supply[],
  needs: readonly Need[],
): Outcome<Pin[]> {
  const wrong: Refusal[] = [];
  const needFor = pinnedNeeds(needs);
  const found = pins.flatMap(({ supply: id, needId, quantity }, at): Pin[] => {
    const supply = all.find((row) => row.id === id && row.ground !== undefined);
    if (supply === undefined)
      wrong.push(refusal("UNKNOWN_CODE", `pins.${at}.supply`, { code: id }));
    const need = needFor(needId, supply?.unit?.capabilities ?? []);
    if (need === undefined) wrong.push(refusal("NOT_FOUND", `pins.${at}.need`));
    if (supply?.lot !== undefined && !((quantity ?? 0) > 0))
      wrong.push(
        refusal("QUANTITY_OUT_OF_RANGE", `pins.${at}.quantity`, {
          min: 1,
          max: supply.lot.quantity,
        }),
      );
    if (supply === undefined || need === undefined) return [];
    const what = supply.unit === undefined ? { lot: id, quantity: quantity ?? 0 } : { unit: id };
    return [{ source: supply.source, need: need.id, ...what }];
  });
  return wrong.length > 0 ? refuse(wrong) : ok(found);
}

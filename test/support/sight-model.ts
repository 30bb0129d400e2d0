/**
 * Who sees what, written down naively from docs/visibility.md: plain loops over plain facts, and
 * nothing of the hub's own code.
 */
export type Level = "PUBLIC" | "PUBLIC_AGGREGATE" | "PARTNER" | "RESTRICTED";
export type When = "PAST" | "NOW" | "FUTURE";

export interface Version {
  readonly signed: boolean;
  readonly term: When;
  readonly suspended: "NO" | "YES" | "LATER";
  readonly lends: readonly string[];
  readonly borrows: readonly string[];
  readonly left: readonly string[];
}

export interface DepotFact {
  readonly code: string;
  readonly owner: string;
  readonly custodian: string;
  readonly level: Level;
  readonly region: string;
}

export interface LotFact {
  readonly id: string;
  readonly depot: string;
  readonly owner: string;
  readonly item: string;
  readonly quantity: number;
  readonly held: number;
}

export interface SightWorld {
  readonly agreements: readonly (readonly Version[])[];
  readonly depots: readonly DepotFact[];
  readonly lots: readonly LotFact[];
  readonly orders: readonly { readonly id: string; readonly parties: readonly string[] }[];
  readonly claims: readonly { id: string; debtor: string; creditor: string }[];
  readonly events: readonly { readonly version: number; readonly parties: readonly string[] }[];
  readonly level: string | null;
}

export const cityOf: Readonly<Record<string, string>> = {
  "150300": "150300",
  "150302": "150300",
  "150303": "150300",
  "640200": "640200",
  "640202": "640200",
};

/** Who lends to one of these organizations today. */
export function lendersTo({ agreements }: SightWorld, orgs: readonly string[]): Set<string> {
  const lenders = new Set<string>();
  for (const versions of agreements) {
    const begun = versions.filter(({ signed, term }) => signed && term !== "FUTURE");
    const counts = begun.at(-1);
    if (counts === undefined || counts.term === "PAST" || counts.suspended === "YES") continue;
    const here = (org: string) => !counts.left.includes(org);
    if (!counts.borrows.some((org) => orgs.includes(org) && here(org))) continue;
    for (const lender of counts.lends)
      if (here(lender) && !orgs.includes(lender)) lenders.add(lender);
  }
  return lenders;
}

export interface Sight {
  readonly depots: readonly DepotFact[];
  readonly lots: readonly LotFact[];
  readonly orders: readonly string[];
  readonly claims: readonly string[];
  readonly events: readonly number[];
}

/** `undefined`: the public; who belongs to no organization sees what the public sees. */
export function sightOf(world: SightWorld, orgs: readonly string[] | undefined): Sight {
  const mine = orgs ?? [];
  const lenders = lendersTo(world, mine);
  const depots = world.depots.filter(
    ({ level, owner, custodian }) =>
      level === "PUBLIC" ||
      mine.includes(owner) ||
      mine.includes(custodian) ||
      (level !== "RESTRICTED" && lenders.has(owner)),
  );
  const codes = depots.map(({ code }) => code);
  const party = (parties: readonly string[]) => parties.some((one) => mine.includes(one));
  return {
    depots,
    lots: world.lots.filter(({ owner, depot }) => mine.includes(owner) || codes.includes(depot)),
    orders: world.orders.filter(({ parties }) => party(parties)).map(({ id }) => id),
    claims: world.claims
      .filter(({ debtor, creditor }) => party([debtor, creditor]))
      .map(({ id }) => id),
    events: world.events
      .filter(
        ({ parties }) =>
          parties.includes("public") ||
          (mine.length > 0 && parties.includes("*")) ||
          party(parties),
      )
      .map(({ version }) => version),
  };
}

/** Sums of a city that anyone may be told: nobody can take them apart to one or two depots. */
export function sumsOf(
  world: SightWorld,
  city: string,
  standpoints: readonly (readonly string[])[],
): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const item of new Set(world.lots.map((lot) => lot.item))) {
    const holding = world.depots.filter(
      ({ code, level, region }) =>
        level === "PUBLIC_AGGREGATE" &&
        cityOf[region] === city &&
        world.lots.some((lot) => lot.depot === code && lot.item === item && lot.quantity > 0),
    );
    const lotsOf = (code: string) =>
      world.lots.filter((lot) => lot.depot === code && lot.item === item);
    const open = standpoints.every((orgs) => {
      const lenders = lendersTo(world, orgs);
      const unknown = holding.filter(
        ({ code, owner, custodian }) =>
          !orgs.includes(owner) &&
          !orgs.includes(custodian) &&
          !lenders.has(owner) &&
          !lotsOf(code).every((lot) => orgs.includes(lot.owner)),
      );
      return unknown.length === 0 || unknown.length >= 3;
    });
    const total = holding
      .flatMap(({ code }) => lotsOf(code))
      .reduce((sum, { quantity }) => sum + quantity, 0);
    if (holding.length >= 3 && open) sums[item] = twoDigits(total);
  }
  return sums;
}

function twoDigits(figure: number): number {
  const unit = 10 ** Math.max(0, String(figure).length - 2);
  return Math.round(figure / unit) * unit;
}

import type { SeedData } from "./data.model.ts";

/** The same data with nothing in it but what the smallest world needs; every reference holds. */
export function narrow(data: SeedData): SeedData {
  const { tiny } = data;
  const within = (ids: readonly string[]) => (id: string) => ids.includes(id);
  const region = within(tiny.regions);
  const organization = within(tiny.organizations);
  const depot = within(tiny.depots);
  const item = within(tiny.items);
  const node = within(tiny.roadNodes);
  const vehicles = data.vehicles.filter(({ id }) => tiny.vehicles.includes(id));
  const items = data.items.filter(({ sku }) => item(sku));
  return {
    ...data,
    cluster: { ...data.cluster, members: data.cluster.members.filter(region) },
    regions: data.regions.filter(({ code }) => region(code)),
    organizations: data.organizations
      .filter(({ id }) => organization(id))
      .map(({ superiorOrgId, ...rest }) =>
        superiorOrgId !== undefined && organization(superiorOrgId)
          ? { ...rest, superiorOrgId }
          : rest,
      ),
    depots: data.depots.filter(({ id }) => depot(id)),
    categories: data.categories.filter(({ code }) => items.some((row) => row.category === code)),
    items,
    roadNodes: data.roadNodes.filter(({ id }) => node(id)),
    roadLinks: data.roadLinks.filter(({ from, to }) => node(from) && node(to)),
    teams: data.teams.filter(({ id }) => tiny.teams.includes(id)),
    vehicles,
    ...people(data),
    carriers: data.carriers.filter(({ orgId }) =>
      vehicles.some(({ carrierOrg }) => carrierOrg === orgId),
    ),
    storageAgreements: data.storageAgreements.filter(({ depotId }) => depot(depotId)),
    commitments: data.commitments.filter(({ depotId }) => depot(depotId)),
    scenarios: data.scenarios
      .filter((row) => node(row.node) && organization(row.payerOrgId))
      .map((row) => ({ ...row, demands: row.demands.filter(({ sku }) => item(sku)) })),
  };
}

function people({
  tiny,
  agreements,
  principals,
}: SeedData): Pick<SeedData, "agreements" | "principals"> {
  const here = ({ orgId }: { readonly orgId: string }) => tiny.organizations.includes(orgId);
  return {
    agreements: agreements
      .filter(({ id }) => tiny.agreements.includes(id))
      .map((row) => ({ ...row, parties: row.parties.filter(here) })),
    principals: principals
      .map((row) => ({ ...row, memberships: row.memberships.filter(here) }))
      .filter(({ memberships }) => memberships.length > 0),
  };
}

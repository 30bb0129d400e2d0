import { word } from "../../schema/words/word.ts";
import { readItems, readSubstitutes } from "../catalog/dispatchable.service.ts";
import { readDispatchableUnits, readVehicleFacts } from "../forces/dispatchable.service.ts";
import type { IncidentRow } from "../incidents/incident.model.ts";
import type { NeedRow } from "../incidents/need.model.ts";
import { isWanted, unpromised } from "../incidents/need.rules.ts";
import { readNeedSets, readNeedsOf } from "../incidents/need.service.ts";
import { readLevels } from "../incidents/incident.service.ts";
import { compare } from "../kernel/compare.ts";
import { refusal, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { routesTo } from "../network/network.routes.ts";
import { inZone } from "../network/network.rules.ts";
import { readClosedLinks, readNetwork } from "../network/network.service.ts";
import type { Tx } from "../postgres/transaction.ts";
import { readOpenAgreements } from "../regions/agreement.service.ts";
import { readCommitments, readDispatchableStock } from "../reserves/dispatchable.service.ts";
import { readAgreementStock, readShelves } from "./adoption.store.ts";
import { lendersUnder, storesUnder } from "./problem.floor.rules.ts";
import type { ProblemFacts, ProposeInput } from "./problem.model.ts";
import { readOrganizationFacts, readRefused, readStorage, readTargets } from "./problem.store.ts";
import { supplies } from "./problem.supply.rules.ts";

/** The needs that are asked for, or every one still wanted; each wrong id is refused. */
export async function readWantedNeeds(
  tx: Tx,
  incident: IncidentRow,
  needIds: readonly string[] | null | undefined,
): Promise<Outcome<NeedRow[]>> {
  const all = await readNeedsOf(tx, incident.id);
  const open = all.filter((need) => isWanted(need, tx.now) && unpromised(need) > 0);
  if (needIds === null || needIds === undefined) return ok(open);
  const wrong = needIds.flatMap((id, at) => {
    if (open.some((need) => need.id === id)) return [];
    const known = all.some((need) => need.id === id);
    const why = word("已满足、撤回或过期", "met, withdrawn or lapsed");
    const path = `needIds.${at}`;
    return [known ? refusal("INVALID_INPUT", path, { why }) : refusal("NOT_FOUND", path)];
  });
  return wrong.length > 0 ? refuse(wrong) : ok(open.filter(({ id }) => needIds.includes(id)));
}

/** Reads everything that the file is made of, in one transaction, under the requester's rights. */
export async function readProblemFacts(
  tx: Tx,
  incident: IncidentRow,
  needs: readonly NeedRow[],
  { allowRequisition }: Pick<ProposeInput, "allowRequisition">,
): Promise<ProblemFacts> {
  const payerOrg = incident.payerOrg ?? incident.governmentOrg;
  const wanted = [...new Set(needs.flatMap(({ item }) => item ?? []))];
  const substitutes = await readSubstitutes(tx, wanted);
  const skus = [...new Set([...wanted, ...substitutes.map(({ substitute }) => substitute)])];
  const skills = needs.flatMap((need) => [need.capability ?? [], need.capabilities ?? []].flat());
  const commitments = await readCommitments(tx, skus);
  const facts: ProblemFacts = {
    now: tx.now,
    today: tx.today,
    requester: {
      leadOrg: incident.leadOrg,
      commands: await readCommands(tx, incident),
      payerOrg,
      responsibleOrg: incident.responsibleOrg,
      regionCode: incident.regionCode,
      hazard: incident.hazard,
      allowRequisition: allowRequisition ?? false,
    },
    zone: incident.zone,
    organizations: await readOrganizationFacts(tx),
    agreements: await readOpenAgreements(tx, [...new Set([payerOrg, incident.leadOrg])]),
    items: await readItems(tx, skus),
    substitutes,
    needs,
    sets: await readSets(tx, needs),
    lots: await readDispatchableStock(tx, skus),
    commitments,
    targets: await readTargets(tx, skus),
    storage: await readStorage(tx),
    units: await readUnits(tx, [...new Set(skills)], incident),
    vehicles: await readVehicleFacts(tx),
    ...(await readRoutes(tx, incident, needs)),
    holds: [],
    shelves: [],
    refused: await readRefused(tx, incident.id),
  };
  const offered = supplies(facts);
  return {
    ...facts,
    holds: await readAgreementStock(tx, storesUnder(offered)),
    shelves: await readShelves(tx, lendersUnder(offered), skus),
  };
}

const readUnits = (tx: Tx, skills: readonly string[], { id }: IncidentRow) =>
  skills.length === 0 ? [] : readDispatchableUnits(tx, skills, id);

function readSets(tx: Tx, needs: readonly NeedRow[]) {
  const ofSets = needs.filter(({ capabilities }) => capabilities !== null);
  return ofSets.length === 0
    ? []
    : readNeedSets(
        tx,
        ofSets.map(({ id }) => id),
      );
}

/** To lead in somebody's region is not to command its government: that is its approver's act. */
async function readCommands(tx: Tx, { id, leadOrg, governmentOrg }: IncidentRow) {
  const [latest] = await readLevels(tx, [id]);
  return latest?.setByApprover === true ? [leadOrg, governmentOrg] : [leadOrg];
}

/** Ways around closed roads and around the zone: a road is inside if one of its ends is. */
async function readRoutes(
  tx: Tx,
  { zone, closedRoads }: IncidentRow,
  needs: readonly NeedRow[],
): Promise<Pick<ProblemFacts, "routes" | "nodes">> {
  const network = await readNetwork(tx);
  const reported = await readClosedLinks(tx);
  const inside = network.nodes.filter(
    ({ lon, lat }) => zone !== null && inZone(zone, lon, lat, tx.now),
  );
  const passage = {
    closedLinks: new Set([...reported, ...closedRoads]),
    excludedNodes: new Set(inside.map(({ id }) => id)),
  };
  const places = [...new Set(needs.map(({ node }) => node))].toSorted(compare);
  return {
    routes: new Map(places.map((place) => [place, routesTo(network, place, passage)])),
    nodes: new Map(network.nodes.map((node) => [node.id, node])),
  };
}

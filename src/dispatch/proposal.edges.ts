import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Skill } from "../catalog/capability.types.ts";
import { loadItem, loadSkills } from "../catalog/catalog.edges.ts";
import { Item } from "../catalog/catalog.types.ts";
import { PageArgs, PageInfo, type Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { globalId } from "../graph/node.ts";
import { granted } from "../graph/refused.ts";
import { loadIncident } from "../incidents/incident.resolver.ts";
import { Incident } from "../incidents/incident.types.ts";
import { loadNeed } from "../incidents/need.resolver.ts";
import { Need } from "../incidents/need.types.ts";
import { pageWith } from "../regions/page.types.ts";
import { loadOrganization } from "../regions/regions.edges.ts";
import { Organization } from "../regions/regions.types.ts";
import { loadDepot } from "../reserves/reserves.edges.ts";
import { Depot } from "../reserves/depot.types.ts";
import { needIdOf, setIdOf, type GroundThing } from "./proposal.model.ts";
import { namesOfPlan } from "./proposal.loader.ts";
import {
  Explained,
  LineApproval,
  ProposalExclusion,
  ProposalExclusionConnection,
  ProposalLine,
  ProposalShortage,
  ProposalStage,
} from "./proposal.plan.types.ts";
import { exclusionPage, linesOf, stagesOf, type ShownLine } from "./proposal.shown.rules.ts";
import { Proposal } from "./proposal.types.ts";
import {
  beyondOf,
  limitsOf,
  measuresOf,
  proofOf,
  shortagesOf,
  warningsOf,
} from "./proposal.view.rules.ts";

/** While nothing is solved nothing is excluded. */
const noExclusions = (): Connection<ProposalExclusion> => ({
  edges: [],
  pageInfo: Object.assign(new PageInfo(), {
    hasNextPage: false,
    hasPreviousPage: false,
    startCursor: null,
    endCursor: null,
  }),
});

/** The global ids of what a line draws on; one of the four is there. */
const idsOf = (thing: GroundThing) => ({
  lotId: thing.kind === "LOT" ? globalId("StockLot", thing.lotId) : null,
  commitmentId: thing.kind === "COMMITMENT" ? globalId("Commitment", thing.commitmentId) : null,
  teamId: thing.kind === "TEAM" ? globalId("Team", thing.teamId) : null,
  equipmentId: thing.kind === "EQUIPMENT" ? globalId("EquipmentUnit", thing.equipmentId) : null,
});

const lineOf = (line: ShownLine): ProposalLine =>
  Object.assign(new ProposalLine(), {
    ...line,
    ...idsOf(line.ground.thing),
    basis: line.ground.basis,
    authority: line.ground.authority,
    rank: line.ground.rank,
    tier: line.ground.tier,
    agreementCode: line.ground.agreement?.id ?? null,
    agreementVersion: line.ground.agreement?.version ?? null,
    approvals: line.ground.approvals.map((needed) => Object.assign(new LineApproval(), needed)),
    reasons: line.reasons.map((said) => Object.assign(new Explained(), said)),
  });

@Resolver(() => Proposal)
export class ProposalEdges {
  @FieldResolver(() => Incident, { nullable: true, description: "所属事件。 / Its incident." })
  incident(@Root() { incidentKey }: Proposal, @Ctx() context: Context): Promise<Incident | null> {
    return loadIncident(context, incidentKey);
  }

  @FieldResolver(() => Organization, { description: "求解单位。 / Who asked for it." })
  requestedBy(
    @Root() { requestedByOrg }: Proposal,
    @Ctx() context: Context,
  ): Promise<Organization> {
    return loadOrganization(context, requestedByOrg);
  }

  @FieldResolver(() => [ProposalStage], {
    description: "各阶段,与就近调拨对照。 / Its stages, each beside nearest-first.",
  })
  stages(@Root() { plan }: Proposal): ProposalStage[] {
    return plan === null
      ? []
      : stagesOf(plan).map((row) => Object.assign(new ProposalStage(), row));
  }

  @FieldResolver(() => [ProposalLine], {
    description: "调拨各行,全部列出。 / Its lines, all of them.",
  })
  async allocations(@Root() proposal: Proposal, @Ctx() context: Context): Promise<ProposalLine[]> {
    if (proposal.plan === null) return [];
    const names = await context.load(namesOfPlan)(proposal.plan);
    return linesOf(proposal.plan, proposal, names).map(lineOf);
  }

  @FieldResolver(() => [ProposalShortage], {
    description: "缺口:原因、证明与补救。 / What is short: why, the proof, and what would cure it.",
  })
  async shortages(
    @Root() { plan }: Proposal,
    @Ctx() context: Context,
  ): Promise<ProposalShortage[]> {
    if (plan === null) return [];
    const names = await context.load(namesOfPlan)(plan);
    return shortagesOf(plan).map(({ shortage, arrivesLate }) =>
      Object.assign(new ProposalShortage(), {
        needKey: needIdOf(shortage.need),
        fills: setIdOf(shortage.need) ?? null,
        missing: shortage.missing,
        arrivesLate,
        limits: limitsOf(shortage, names),
        limitsBeyond: beyondOf(shortage),
        measures: measuresOf(shortage, names),
        certificate: proofOf(shortage, plan, names),
      }),
    );
  }

  @FieldResolver(() => ProposalExclusionConnection, {
    description: "未予采用的货源与原因,分页。 / Sources that may not be used, and why; paged.",
  })
  async excluded(
    @Root() { plan }: Proposal,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<ProposalExclusion>> {
    if (plan === null) return noExclusions();
    const names = await context.load(namesOfPlan)(plan);
    const page = granted(context, exclusionPage(plan, names, { first, after }));
    return pageWith(page, (row) => Object.assign(new ProposalExclusion(), row));
  }

  @FieldResolver(() => [Explained], { description: "提示。 / What to know though it stands." })
  async warnings(@Root() { plan }: Proposal, @Ctx() context: Context): Promise<Explained[]> {
    if (plan === null) return [];
    const names = await context.load(namesOfPlan)(plan);
    return warningsOf(plan, names).map((said) => Object.assign(new Explained(), said));
  }
}

@Resolver(() => ProposalLine)
export class ProposalLineEdges {
  @FieldResolver(() => Need, { nullable: true, description: "满足的需求。 / The need it fills." })
  need(@Root() { needKey }: ProposalLine, @Ctx() context: Context): Promise<Need | null> {
    return loadNeed(context, needKey);
  }

  @FieldResolver(() => [Skill], {
    description: "在成套需求中承担的能力;不成套为空。 / What it covers in its set; empty: no set.",
  })
  covers(@Root() { coverCodes }: ProposalLine, @Ctx() context: Context): Promise<Skill[]> {
    return loadSkills(context, coverCodes);
  }

  @FieldResolver(() => Item, { nullable: true, description: "发出的物资。 / What is shipped." })
  async item(@Root() { ground }: ProposalLine, @Ctx() context: Context): Promise<Item | null> {
    return ground.item === null ? null : loadItem(context, ground.item);
  }

  @FieldResolver(() => Depot, { nullable: true, description: "出库地点。 / From which depot." })
  async depot(@Root() { ground }: ProposalLine, @Ctx() context: Context): Promise<Depot | null> {
    return "depotId" in ground.thing ? loadDepot(context, ground.thing.depotId) : null;
  }

  @FieldResolver(() => Organization, { description: "出借方。 / Who is asked." })
  lender(@Root() { ground }: ProposalLine, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, ground.lenderOrg);
  }

  @FieldResolver(() => Organization, { description: "物权单位。 / Who owns it." })
  owner(@Root() { ground }: ProposalLine, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, ground.ownerOrg);
  }

  @FieldResolver(() => Organization, { description: "保管单位。 / Who keeps it." })
  custodian(@Root() { ground }: ProposalLine, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, ground.custodianOrg);
  }
}

@Resolver(() => LineApproval)
export class LineApprovalEdges {
  @FieldResolver(() => Organization, { description: "由谁审批。 / Whose approval it is." })
  organization(@Root() { org }: LineApproval, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, org);
  }
}

@Resolver(() => ProposalShortage)
export class ProposalShortageEdges {
  @FieldResolver(() => Need, { nullable: true, description: "短缺的需求。 / The short need." })
  need(@Root() { needKey }: ProposalShortage, @Ctx() context: Context): Promise<Need | null> {
    return loadNeed(context, needKey);
  }
}

@Resolver(() => ProposalExclusion)
export class ProposalExclusionEdges {
  @FieldResolver(() => Need, { nullable: true, description: "对应需求。 / For which need." })
  need(@Root() { needKey }: ProposalExclusion, @Ctx() context: Context): Promise<Need | null> {
    return loadNeed(context, needKey);
  }
}

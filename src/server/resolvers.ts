import { CatalogResolver } from "../catalog/catalog.resolver.ts";
import { CodesResolver } from "../codes/codes.resolver.ts";
import { ArbitrationResolver } from "../conference/arbitration.resolver.ts";
import { DuePolicyResolver } from "../conference/due-policy.resolver.ts";
import { BriefingResolver } from "../conference/briefing.resolver.ts";
import { KpiResolver } from "../conference/kpi.resolver.ts";
import { ResolutionResolver } from "../conference/resolution.resolver.ts";
import { SupervisionResolver } from "../conference/supervision.resolver.ts";
import { ProposalResolver } from "../dispatch/proposal.resolver.ts";
import { TrialResolver } from "../dispatch/trial.resolver.ts";
import { ForcesResolver } from "../forces/forces.resolver.ts";
import { TeamPartsResolver } from "../forces/team-parts.resolver.ts";
import { ApprovalResolver } from "../dispatch/approval.resolver.ts";
import { LegWayResolver } from "../dispatch/leg-way.resolver.ts";
import { LegResolver } from "../dispatch/leg.resolver.ts";
import { OnwardResolver } from "../dispatch/onward.resolver.ts";
import { OrderResolver } from "../dispatch/order.resolver.ts";
import { VehicleChoiceResolver } from "../dispatch/vehicle-choice.resolver.ts";
import { KeyResolver } from "../graph/key.resolver.ts";
import { NodeResolver } from "../graph/node.resolver.ts";
import { ViewerResolver } from "../graph/viewer.resolver.ts";
import { IncidentResolver } from "../incidents/incident.resolver.ts";
import { NeedResolver } from "../incidents/need.resolver.ts";
import { ChangesResolver } from "../live/changes.resolver.ts";
import { SolvingResolver } from "../live/solving.resolver.ts";
import { NetworkResolver } from "../network/network.resolver.ts";
import { AgreementResolver } from "../regions/agreement.resolver.ts";
import { AgreementVersionResolver } from "../regions/agreement-version.resolver.ts";
import { RegionsResolver } from "../regions/regions.resolver.ts";
import { CareResolver } from "../reserves/care.resolver.ts";
import { CommitmentResolver } from "../reserves/commitment.resolver.ts";
import { GapResolver } from "../reserves/gap.resolver.ts";
import { LotResolver } from "../reserves/lot.resolver.ts";
import { PublicSumResolver } from "../reserves/public-sum.resolver.ts";
import { ReservesResolver } from "../reserves/reserves.resolver.ts";
import { RotationResolver } from "../reserves/rotation.resolver.ts";
import { StocktakeResolver } from "../reserves/stocktake.resolver.ts";
import { AsOfResolver } from "../ledger/as-of.resolver.ts";
import { LedgerResolver } from "../ledger/ledger.resolver.ts";
import { ProofResolver } from "../ledger/proof.resolver.ts";
import { ClaimsResolver } from "../replenishment/claims.resolver.ts";
import { FoundResolver } from "../replenishment/found.resolver.ts";
import { GoodsResolver } from "../replenishment/goods.resolver.ts";
import { NettingResolver } from "../replenishment/netting.resolver.ts";
import { PositionResolver } from "../replenishment/position.resolver.ts";
import { RefillResolver } from "../replenishment/refill.resolver.ts";
import { ReportResolver } from "../replenishment/report.resolver.ts";
import { ReturnsResolver } from "../replenishment/returns.resolver.ts";
import { StatementResolver } from "../replenishment/statement.resolver.ts";
import { DisclosureResolver } from "../donations/disclosure.resolver.ts";
import { ImportResolver } from "../donations/import.resolver.ts";
import { PublicResolver } from "../donations/public.resolver.ts";

/** Every class that answers root fields: what is in no list is not in the schema. */
export const resolvers = [
  NodeResolver,
  ViewerResolver,
  KeyResolver,
  AgreementResolver,
  AgreementVersionResolver,
  RegionsResolver,
  CatalogResolver,
  CodesResolver,
  NetworkResolver,
  LedgerResolver,
  AsOfResolver,
  ProofResolver,
  LotResolver,
  CareResolver,
  CommitmentResolver,
  GapResolver,
  ReservesResolver,
  PublicSumResolver,
  RotationResolver,
  StocktakeResolver,
  ForcesResolver,
  TeamPartsResolver,
  IncidentResolver,
  NeedResolver,
  ProposalResolver,
  TrialResolver,
  OrderResolver,
  ApprovalResolver,
  LegResolver,
  LegWayResolver,
  VehicleChoiceResolver,
  OnwardResolver,
  ClaimsResolver,
  FoundResolver,
  GoodsResolver,
  NettingResolver,
  PositionResolver,
  RefillResolver,
  ReturnsResolver,
  ReportResolver,
  StatementResolver,
  KpiResolver,
  BriefingResolver,
  ResolutionResolver,
  ArbitrationResolver,
  DuePolicyResolver,
  SupervisionResolver,
  DisclosureResolver,
  ImportResolver,
  PublicResolver,
  ChangesResolver,
  SolvingResolver,
] as const;

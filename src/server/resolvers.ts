import {
  EquipmentTypeEdges,
  EquivalentItemEdges,
  ItemEdges,
  KitComponentEdges,
  SubstituteEdges,
} from "../catalog/catalog.edges.ts";
import { CatalogResolver } from "../catalog/catalog.resolver.ts";
import { BriefingEdges, BriefingResolver } from "../conference/briefing.resolver.ts";
import { KpiResolver } from "../conference/kpi.resolver.ts";
import { ResolutionEdges, ResolutionResolver } from "../conference/resolution.resolver.ts";
import { SupervisionEdges, SupervisionResolver } from "../conference/supervision.resolver.ts";
import { NeedCoverageEdges, ProposalCoverageEdges } from "../dispatch/coverage.edges.ts";
import {
  LineApprovalEdges,
  ProposalEdges,
  ProposalExclusionEdges,
  ProposalLineEdges,
  ProposalShortageEdges,
} from "../dispatch/proposal.edges.ts";
import { ProposalResolver } from "../dispatch/proposal.resolver.ts";
import { TrialResolver } from "../dispatch/trial.resolver.ts";
import {
  CarrierEdges,
  EquipmentUnitEdges,
  ForceUnitEdges,
  TeamEdges,
  VehicleEdges,
} from "../forces/forces.edges.ts";
import { ForcesResolver } from "../forces/forces.resolver.ts";
import { TeamPartsResolver } from "../forces/team-parts.resolver.ts";
import { ApprovalResolver } from "../dispatch/approval.resolver.ts";
import { LegWayResolver } from "../dispatch/leg-way.resolver.ts";
import { ApprovalEdges, HandOverEdges, LegEdges, LegRelayEdges } from "../dispatch/leg.edges.ts";
import { LegResolver } from "../dispatch/leg.resolver.ts";
import { OnwardLineEdges, OnwardOrderEdges, OnwardResolver } from "../dispatch/onward.resolver.ts";
import { OrderEdges, OrderLineEdges } from "../dispatch/order.edges.ts";
import { OrderResolver } from "../dispatch/order.resolver.ts";
import { VehicleChoiceResolver } from "../dispatch/vehicle-choice.resolver.ts";
import { KeyResolver } from "../graph/key.resolver.ts";
import { NodeResolver } from "../graph/node.resolver.ts";
import { ViewerResolver } from "../graph/viewer.resolver.ts";
import { IncidentEdges, IncidentLevelEdges, NeedEdges } from "../incidents/incident.edges.ts";
import { IncidentResolver } from "../incidents/incident.resolver.ts";
import { NeedResolver } from "../incidents/need.resolver.ts";
import { ChangesResolver } from "../live/changes.resolver.ts";
import { RoadLinkEdges, RouteEdges } from "../network/network.edges.ts";
import { NetworkResolver } from "../network/network.resolver.ts";
import {
  AgreementEdges,
  AgreementPartyEdges,
  AgreementSignatureEdges,
  AgreementSuspensionEdges,
  StorageAgreementEdges,
} from "../regions/agreement.edges.ts";
import { AgreementResolver } from "../regions/agreement.resolver.ts";
import { AgreementVersionResolver } from "../regions/agreement-version.resolver.ts";
import { ClusterEdges, OrganizationEdges, RegionEdges } from "../regions/regions.edges.ts";
import { RegionsResolver } from "../regions/regions.resolver.ts";
import { CareResolver } from "../reserves/care.resolver.ts";
import { CommitmentResolver } from "../reserves/commitment.resolver.ts";
import {
  GapLineEdges,
  GapResolver,
  LotConfidence,
  PositionConfidence,
} from "../reserves/gap.resolver.ts";
import { LotResolver } from "../reserves/lot.resolver.ts";
import {
  CommitmentEdges,
  DepotEdges,
  PositionLineEdges,
  RegionDepots,
  ReserveTargetEdges,
  StockLotEdges,
  StockNearEdges,
  StorageAgreementDepot,
} from "../reserves/reserves.edges.ts";
import { ReservesResolver } from "../reserves/reserves.resolver.ts";
import { RotationOfferEdges, RotationResolver } from "../reserves/rotation.resolver.ts";
import { StocktakeEdges, StocktakeLineEdges } from "../reserves/stocktake.edges.ts";
import { StocktakeResolver } from "../reserves/stocktake.resolver.ts";
import {
  AccountPositionEdges,
  ClaimEdges,
  LedgerHeadEdges,
  RefillTaskEdges,
} from "../ledger/ledger.edges.ts";
import { LedgerResolver } from "../ledger/ledger.resolver.ts";
import { ClaimVouchers } from "../replenishment/claim-voucher.edges.ts";
import { ClaimsResolver } from "../replenishment/claims.resolver.ts";
import { GoodsResolver } from "../replenishment/goods.resolver.ts";
import { PositionResolver } from "../replenishment/position.resolver.ts";
import { ClaimRoad, RefillTaskRoad } from "../replenishment/refill-road.edges.ts";
import { RefillResolver } from "../replenishment/refill.resolver.ts";
import {
  ClaimPlaces,
  GoodsStandingEdges,
  LiabilityExplanationEdges,
  LiabilityShareEdges,
  OrderLineGoods,
  RefillTaskPlaces,
} from "../replenishment/replenishment.edges.ts";
import { ReturnsResolver } from "../replenishment/returns.resolver.ts";
import {
  StatementGoodsOutEdges,
  StatementLineEdges,
  StatementBookEdges,
  StatementRegionEdges,
  StatementTaskAgeEdges,
  StatementPageEdges,
} from "../replenishment/statement.edges.ts";
import { StatementResolver } from "../replenishment/statement.resolver.ts";
import { OrderLineSheets, TimeSheetClaims } from "../replenishment/timesheet.edges.ts";
import { DisclosureResolver } from "../donations/disclosure.resolver.ts";
import {
  CampaignEdges,
  DisclosureEdges,
  PublicDistributionEdges,
  PublicDonationEdges,
  PublicInventoryEdges,
} from "../donations/donations.edges.ts";
import { ImportResolver } from "../donations/import.resolver.ts";
import { PublicResolver } from "../donations/public.resolver.ts";

/** Every class that gives the schema a field: one line per slice. */
export const resolvers = [
  NodeResolver,
  ViewerResolver,
  KeyResolver,
  AgreementResolver,
  AgreementVersionResolver,
  AgreementSignatureEdges,
  AgreementSuspensionEdges,
  RegionsResolver,
  AgreementEdges,
  AgreementPartyEdges,
  StorageAgreementEdges,
  ClusterEdges,
  OrganizationEdges,
  RegionEdges,
  CatalogResolver,
  EquipmentTypeEdges,
  EquivalentItemEdges,
  ItemEdges,
  KitComponentEdges,
  SubstituteEdges,
  NetworkResolver,
  RoadLinkEdges,
  RouteEdges,
  LedgerResolver,
  AccountPositionEdges,
  ClaimEdges,
  LedgerHeadEdges,
  RefillTaskEdges,
  LotResolver,
  CareResolver,
  CommitmentResolver,
  GapResolver,
  GapLineEdges,
  LotConfidence,
  PositionConfidence,
  ReservesResolver,
  CommitmentEdges,
  DepotEdges,
  PositionLineEdges,
  RegionDepots,
  ReserveTargetEdges,
  StockLotEdges,
  StockNearEdges,
  StorageAgreementDepot,
  RotationResolver,
  RotationOfferEdges,
  StocktakeResolver,
  StocktakeEdges,
  StocktakeLineEdges,
  ForcesResolver,
  TeamPartsResolver,
  CarrierEdges,
  EquipmentUnitEdges,
  ForceUnitEdges,
  TeamEdges,
  VehicleEdges,
  IncidentResolver,
  NeedResolver,
  IncidentEdges,
  IncidentLevelEdges,
  NeedEdges,
  ...([ProposalResolver, TrialResolver] as const),
  LineApprovalEdges,
  ProposalEdges,
  ProposalExclusionEdges,
  ProposalLineEdges,
  NeedCoverageEdges,
  ProposalCoverageEdges,
  ProposalShortageEdges,
  OrderResolver,
  ApprovalResolver,
  LegResolver,
  LegWayResolver,
  VehicleChoiceResolver,
  OnwardResolver,
  OrderEdges,
  OrderLineEdges,
  ApprovalEdges,
  LegEdges,
  LegRelayEdges,
  OnwardOrderEdges,
  OnwardLineEdges,
  HandOverEdges,
  ClaimsResolver,
  GoodsResolver,
  PositionResolver,
  RefillResolver,
  ReturnsResolver,
  StatementResolver,
  OrderLineSheets,
  TimeSheetClaims,
  ClaimPlaces,
  ClaimVouchers,
  GoodsStandingEdges,
  LiabilityExplanationEdges,
  LiabilityShareEdges,
  OrderLineGoods,
  RefillTaskPlaces,
  RefillTaskRoad,
  ClaimRoad,
  StatementGoodsOutEdges,
  StatementLineEdges,
  StatementBookEdges,
  StatementRegionEdges,
  StatementTaskAgeEdges,
  StatementPageEdges,
  KpiResolver,
  BriefingResolver,
  BriefingEdges,
  ResolutionResolver,
  ResolutionEdges,
  SupervisionResolver,
  SupervisionEdges,
  DisclosureResolver,
  ImportResolver,
  PublicResolver,
  CampaignEdges,
  DisclosureEdges,
  PublicDistributionEdges,
  PublicDonationEdges,
  PublicInventoryEdges,
  ChangesResolver,
] as const;

import {
  EquipmentTypeEdges,
  EquivalentItemEdges,
  ItemEdges,
  KitComponentEdges,
  SubstituteEdges,
} from "../catalog/catalog.edges.ts";
import { CodeTableEdges, ItemCodes, OrganizationCodes, RegionCodes } from "../codes/codes.edges.ts";
import {
  ClaimConference,
  ClaimDecisionEdges,
  RefillTaskConference,
  ResolutionDecision,
  SupervisionSourceEdges,
} from "../conference/arbitration.resolver.ts";
import { DuePolicyEdges } from "../conference/due-policy.resolver.ts";
import { BriefingEdges } from "../conference/briefing.resolver.ts";
import { ResolutionEdges } from "../conference/resolution.resolver.ts";
import { SupervisionEdges } from "../conference/supervision.resolver.ts";
import {
  ApprovalAsOfEdges,
  AsOfOrders,
  LegAsOfEdges,
  OrderAsOfEdges,
  OrderLineAsOfEdges,
} from "../dispatch/as-of.edges.ts";
import { NeedCoverageEdges, ProposalCoverageEdges } from "../dispatch/coverage.edges.ts";
import {
  LineApprovalEdges,
  ProposalEdges,
  ProposalExclusionEdges,
  ProposalLineEdges,
  ProposalShortageEdges,
} from "../dispatch/proposal.edges.ts";
import {
  CarrierEdges,
  EquipmentUnitEdges,
  ForceUnitEdges,
  TeamEdges,
  VehicleEdges,
} from "../forces/forces.edges.ts";
import { ApprovalEdges, HandOverEdges, LegEdges, LegRelayEdges } from "../dispatch/leg.edges.ts";
import { OnwardLineEdges, OnwardOrderEdges } from "../dispatch/onward.resolver.ts";
import { OrderEdges, OrderLineEdges } from "../dispatch/order.edges.ts";
import { AsOfNeeds, NeedAsOfEdges } from "../incidents/as-of.edges.ts";
import { IncidentEdges, IncidentLevelEdges, NeedEdges } from "../incidents/incident.edges.ts";
import { RoadLinkEdges, RouteEdges } from "../network/network.edges.ts";
import {
  AgreementEdges,
  AgreementPartyEdges,
  AgreementSignatureEdges,
  AgreementSuspensionEdges,
  StorageAgreementEdges,
} from "../regions/agreement.edges.ts";
import { ModeChangeEdges, RegionMode } from "../regions/mode.edges.ts";
import { ClusterEdges, OrganizationEdges, RegionEdges } from "../regions/regions.edges.ts";
import { DepotCodes } from "../reserves/depot-codes.edges.ts";
import { GapLineEdges, LotConfidence, PositionConfidence } from "../reserves/gap.resolver.ts";
import {
  AsOfReserves,
  LotAsOfEdges,
  PositionAsOfEdges,
  StockAsOfEdges,
} from "../reserves/as-of.edges.ts";
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
import { RotationOfferEdges } from "../reserves/rotation.resolver.ts";
import { StocktakeEdges, StocktakeLineEdges } from "../reserves/stocktake.edges.ts";
import {
  AccountPositionEdges,
  ClaimEdges,
  LedgerHeadEdges,
  RefillTaskEdges,
} from "../ledger/ledger.edges.ts";
import { ClaimAsOfEdges, RefillTaskAsOfEdges } from "../ledger/as-of.resolver.ts";
import { ClaimProofs, ConsistencyEdges, InclusionEdges } from "../ledger/proof.edges.ts";
import { ClaimFigureEdges, ClaimLife, RefillTaskLife } from "../replenishment/claim-life.edges.ts";
import { ClaimVouchers } from "../replenishment/claim-voucher.edges.ts";
import { LotLosses } from "../replenishment/found.resolver.ts";
import { ClaimRoad, RefillTaskRoad } from "../replenishment/refill-road.edges.ts";
import {
  ClaimPlaces,
  GoodsStandingEdges,
  LiabilityExplanationEdges,
  LiabilityShareEdges,
  OrderLineGoods,
  RefillTaskPlaces,
} from "../replenishment/replenishment.edges.ts";
import {
  StatementGoodsOutEdges,
  StatementLineEdges,
  StatementBookEdges,
  StatementRegionEdges,
  StatementTaskAgeEdges,
  StatementPageEdges,
} from "../replenishment/statement.edges.ts";
import { StatementVoucherProofs } from "../replenishment/statement-proof.edges.ts";
import {
  NettingMoveEdges,
  NettingPartyEdges,
  NettingRoundEdges,
} from "../replenishment/netting.edges.ts";
import {
  ClaimReport,
  IncidentReports,
  RecourseDecisionEdges,
  ReportShareEdges,
} from "../replenishment/report.resolver.ts";
import { OrderLineSheets, TimeSheetClaims } from "../replenishment/timesheet.edges.ts";
import {
  CampaignEdges,
  DisclosureEdges,
  PublicDistributionEdges,
  PublicDonationEdges,
  PublicInventoryEdges,
} from "../donations/donations.edges.ts";

/** Every class that answers fields of a type: what is in no list is not in the schema. */
export const edges = [
  AgreementSignatureEdges,
  AgreementSuspensionEdges,
  AgreementEdges,
  AgreementPartyEdges,
  StorageAgreementEdges,
  ClusterEdges,
  OrganizationEdges,
  RegionEdges,
  RegionMode,
  ModeChangeEdges,
  EquipmentTypeEdges,
  EquivalentItemEdges,
  ItemEdges,
  KitComponentEdges,
  SubstituteEdges,
  CodeTableEdges,
  ItemCodes,
  OrganizationCodes,
  DepotCodes,
  RegionCodes,
  RoadLinkEdges,
  RouteEdges,
  AccountPositionEdges,
  ClaimEdges,
  LedgerHeadEdges,
  RefillTaskEdges,
  ClaimProofs,
  ConsistencyEdges,
  InclusionEdges,
  GapLineEdges,
  LotConfidence,
  PositionConfidence,
  CommitmentEdges,
  DepotEdges,
  PositionLineEdges,
  RegionDepots,
  ReserveTargetEdges,
  StockLotEdges,
  StockNearEdges,
  StorageAgreementDepot,
  RotationOfferEdges,
  StocktakeEdges,
  StocktakeLineEdges,
  CarrierEdges,
  EquipmentUnitEdges,
  ForceUnitEdges,
  AsOfReserves,
  LotAsOfEdges,
  PositionAsOfEdges,
  StockAsOfEdges,
  ClaimAsOfEdges,
  RefillTaskAsOfEdges,
  AsOfOrders,
  OrderAsOfEdges,
  OrderLineAsOfEdges,
  ApprovalAsOfEdges,
  LegAsOfEdges,
  AsOfNeeds,
  NeedAsOfEdges,
  TeamEdges,
  VehicleEdges,
  IncidentEdges,
  IncidentLevelEdges,
  NeedEdges,
  LineApprovalEdges,
  ProposalEdges,
  ProposalExclusionEdges,
  ProposalLineEdges,
  NeedCoverageEdges,
  ProposalCoverageEdges,
  ProposalShortageEdges,
  OrderEdges,
  OrderLineEdges,
  ApprovalEdges,
  LegEdges,
  LegRelayEdges,
  OnwardOrderEdges,
  OnwardLineEdges,
  HandOverEdges,
  OrderLineSheets,
  TimeSheetClaims,
  ClaimPlaces,
  ClaimLife,
  ClaimFigureEdges,
  RefillTaskLife,
  ClaimReport,
  IncidentReports,
  RecourseDecisionEdges,
  ReportShareEdges,
  ClaimVouchers,
  GoodsStandingEdges,
  LiabilityExplanationEdges,
  LiabilityShareEdges,
  OrderLineGoods,
  RefillTaskPlaces,
  RefillTaskRoad,
  LotLosses,
  ClaimRoad,
  StatementGoodsOutEdges,
  StatementLineEdges,
  StatementBookEdges,
  StatementRegionEdges,
  StatementTaskAgeEdges,
  StatementPageEdges,
  StatementVoucherProofs,
  NettingMoveEdges,
  NettingPartyEdges,
  NettingRoundEdges,
  BriefingEdges,
  ResolutionEdges,
  SupervisionEdges,
  ClaimConference,
  ClaimDecisionEdges,
  RefillTaskConference,
  ResolutionDecision,
  DuePolicyEdges,
  SupervisionSourceEdges,
  CampaignEdges,
  DisclosureEdges,
  PublicDistributionEdges,
  PublicDonationEdges,
  PublicInventoryEdges,
] as const;

import type { SubjectKind } from "../../schema/words/events.ts";

/** The GraphQL type that each kind of subject is, so that its global id can be told. */
export const subjectTypes: Readonly<Record<SubjectKind, string>> = {
  REGION: "Region",
  AGREEMENT: "Agreement",
  DEPOT: "Depot",
  LOT: "StockLot",
  INCIDENT: "Incident",
  NEED: "Need",
  PROPOSAL: "Proposal",
  APPROVAL: "Approval",
  ORDER: "DispatchOrder",
  LEG: "Leg",
  TEAM: "Team",
  EQUIPMENT: "EquipmentUnit",
  CLAIM: "Claim",
  REFILL_TASK: "RefillTask",
  STATEMENT: "Statement",
  STOCKTAKE: "Stocktake",
  ROTATION_OFFER: "RotationOffer",
  COMMITMENT: "Commitment",
  CAMPAIGN: "Campaign",
  DISCLOSURE: "Disclosure",
  DONATION_IMPORT: "DonationImport",
  BRIEFING: "ConferenceBriefing",
  RESOLUTION: "Resolution",
  SUPERVISION: "SupervisionItem",
};

import type { HazardZone } from "../../schema/shapes/hazard-zone.ts";
import type { Sector } from "../../schema/words/regions.ts";
import type { DispatchableUnit, VehicleFacts } from "../forces/forces.model.ts";
import type { NeedRow, NeedSet } from "../incidents/need.model.ts";
import type { Point, Route } from "../network/network.model.ts";
import type { OpenAgreement } from "../regions/regions.model.ts";
import type { DispatchableCommitment, DispatchableLot } from "../reserves/reserves.model.ts";
import type { Preset } from "../solver/problem.ts";
import type { AgreementStock, ShelfStock } from "./adoption.model.ts";
import type { LotOrUnitId } from "./proposal.model.ts";

/** Everything that a problem file is made of, read in one transaction at `now`. */
export interface ProblemFacts {
  /** The problem's zero. */
  readonly now: Date;
  /** The day of `now` in Asia/Shanghai, `YYYY-MM-DD`. */
  readonly today: string;
  readonly requester: Requester;
  readonly zone: HazardZone | null;
  readonly organizations: ReadonlyMap<string, OrganizationFacts>;
  /** Under which the requester or the payer may borrow today. */
  readonly agreements: readonly OpenAgreement[];
  readonly items: readonly ItemFacts[];
  readonly substitutes: readonly SubstituteFacts[];
  /** Wanted needs only, with what nobody has promised yet above zero. */
  readonly needs: readonly NeedRow[];
  /** The sets of needs of several capabilities, whole and broken. */
  readonly sets: readonly NeedSet[];
  readonly lots: readonly DispatchableLot[];
  readonly commitments: readonly DispatchableCommitment[];
  /** Norms in force: how much a depot should hold of an item. */
  readonly targets: readonly TargetFacts[];
  /** Contracts under which an enterprise keeps goods of its own for a government. */
  readonly storage: readonly StorageFacts[];
  readonly units: readonly DispatchableUnit[];
  readonly vehicles: readonly VehicleFacts[];
  /** By place of a need: the quickest open way from every node, at planned minutes. */
  readonly routes: ReadonlyMap<string, ReadonlyMap<string, Route>>;
  readonly nodes: ReadonlyMap<string, Point>;
  readonly holds: readonly AgreementStock[];
  /** What lenders under agreements have, held goods too. */
  readonly shelves: readonly ShelfStock[];
  /** What lenders refused to this incident before: nobody is asked twice for the same. */
  readonly refused: readonly RefusedGoods[];
}

/** An item, a team or a machine that its lender refused. */
export interface RefusedGoods {
  readonly lenderOrg: string;
  readonly thing: string;
}

/** For whom, and what the law must know of the incident. */
export interface Requester {
  readonly leadOrg: string;
  /**
   * Whose goods and subordinates are drawn on without asking: the lead, and the government of the
   * region while a level is in force that its own approver set.
   */
  readonly commands: readonly string[];
  readonly payerOrg: string;
  /** The firm responsible for the accident: its own stock serves first. */
  readonly responsibleOrg: string | null;
  readonly regionCode: string;
  readonly hazard: string;
  readonly allowRequisition: boolean;
}

export interface OrganizationFacts {
  readonly id: string;
  readonly sector: Sector;
  readonly regionCode: string;
  readonly superiorOrg: string | null;
}

export interface ItemFacts {
  readonly sku: string;
  readonly category: string;
  readonly weightKg: number;
  readonly volumeM3: number;
  readonly dangerousGoods: string | null;
}

export interface SubstituteFacts {
  readonly item: string;
  readonly substitute: string;
  readonly give: number;
  readonly counts: number;
}

export interface TargetFacts {
  readonly depotId: string;
  readonly item: string;
  readonly quantity: number;
}

export interface StorageFacts {
  readonly depotId: string;
  readonly ownerOrg: string;
  readonly contractingOrg: string;
}

/** What the requester wants held fast: already agreed with the lender. */
export interface PinInput {
  readonly supply: LotOrUnitId;
  readonly needId: string;
  /** As shipped; absent for a team or a machine. */
  readonly quantity?: number | null | undefined;
}

export interface ProposeInput {
  readonly incidentId: string;
  readonly preset: Preset;
  /** Absent: all needs that are still wanted. */
  readonly needIds?: readonly string[] | null | undefined;
  readonly pins?: readonly PinInput[] | null | undefined;
  readonly allowRequisition?: boolean | null | undefined;
}

import { forceState, unitEvent, type UnitEvent } from "../../schema/words/forces.ts";
import { may } from "../access/access.rules.ts";
import type { Principal } from "../access/principal.model.ts";
import { readerOf } from "../access/reader.ts";
import { appendFact } from "../feed/append.ts";
import { write, type Written } from "../feed/write.ts";
import { listPage, type PageOf, type PageRequest } from "../kernel/page.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { lockUnits, updateUnitState } from "./dispatchable.store.ts";
import { keepsOrder, nextState, orderEvents, restsUntil } from "./forces.rules.ts";
import {
  readTeamPage,
  readUnitPage,
  type EquipmentFilter,
  type EquipmentUnitRow,
  type TeamFilter,
  type TeamRow,
} from "./forces.store.ts";
import type { LockedUnit, UnitRef } from "./forces.model.ts";

export { readCarriers } from "./forces.store.ts";
export type { CarrierRow, EquipmentUnitRow, TeamRow, VehicleRow } from "./forces.store.ts";

export async function listTeams(
  tx: Tx,
  request: PageRequest & TeamFilter,
): Promise<Outcome<PageOf<TeamRow>>> {
  return listPage(
    request,
    ["text"],
    (page) => readTeamPage(tx, request, page),
    ({ id }) => [id],
  );
}

export async function listUnits(
  tx: Tx,
  request: PageRequest & EquipmentFilter,
): Promise<Outcome<PageOf<EquipmentUnitRow>>> {
  return listPage(
    request,
    ["text"],
    (page) => readUnitPage(tx, request, page),
    ({ id }) => [id],
  );
}

export interface UnitMove {
  readonly idempotencyKey: string;
  readonly unit: UnitRef;
  readonly event: UnitEvent;
  readonly version?: number | null | undefined;
}

/** A team or a machine reports where it stands; holds and transfers are its order's to make. */
export async function moveUnit(
  database: Database,
  principal: Principal | undefined,
  { idempotencyKey: key, ...move }: UnitMove,
): Promise<Outcome<Written>> {
  if (principal === undefined) return refuseFor("SIGN_IN_REQUIRED");
  const request = { mutation: "moveUnit", key, org: principal.orgId, input: move };
  return write(database, readerOf(principal), request, async (tx) => {
    const [unit] = await lockUnits(tx, [move.unit]);
    if (unit === undefined) return refuseFor("NOT_FOUND", "unitId");
    const allowed = may(principal, "unit:move", [unit.ownerOrg]);
    if (!allowed.ok) return allowed;
    if ((move.version ?? unit.version) !== unit.version)
      return refuseFor("STALE_VERSION", "version");
    const rests = move.event === "READY" ? restsUntil(unit, tx.now) : undefined;
    if (rests !== undefined) {
      const facts = { unit: unit.id, until: rests.toISOString() };
      return refuseFor("UNIT_RESTING", "event", facts);
    }
    return moved(tx, unit, move.event);
  });
}

async function moved(tx: Tx, unit: LockedUnit, event: UnitEvent): Promise<Outcome<Written>> {
  const state = orderEvents.includes(event) ? undefined : nextState(unit.state, event);
  if (state === undefined)
    return refuseFor("ILLEGAL_TRANSITION", "event", {
      state: forceState[unit.state],
      action: unitEvent[event],
    });
  const { kind, id } = unit;
  const orderLineId = keepsOrder(state) ? unit.orderLineId : null;
  if (!(await updateUnitState(tx, unit, { expected: unit.state, state, orderLineId })))
    return refuseFor("STALE_VERSION");
  await appendFact(tx, {
    kind: "UNIT_MOVED",
    subject: { kind, id, version: unit.version + 1 },
    // Every member may see where forces stand.
    parties: ["*"],
    facts: { from: unit.state, to: state },
  });
  return ok({ kind, id });
}

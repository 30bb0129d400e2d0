import { word } from "../../schema/words/word.ts";
import { forceState, unitEvent } from "../../schema/words/forces.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { lockUnits, readUnitSkills } from "../forces/dispatchable.service.ts";
import { nextState } from "../forces/forces.rules.ts";
import { lockNeeds } from "../incidents/need.service.ts";
import { assert } from "../kernel/assert.ts";
import { refusal, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Tx } from "../postgres/transaction.ts";
import { startLeg } from "./leg-start.service.ts";
import { transferUnits, unitGateRefusals } from "./order-sources.service.ts";
import type { LineRow, OrderRow } from "./order.model.ts";
import { unitOf } from "./order.rules.ts";
import { tellOrder } from "./order.service.ts";
import { readLinesById, updateLines } from "./order.store.ts";
import { newCode } from "./slip.service.ts";

/** Why a unit cannot go over to a need: it is not out for this line, or cannot do it. */
export async function transferRefusals(
  tx: Tx,
  line: LineRow,
  needId: string,
): Promise<readonly Refusal[]> {
  const wanted = unitOf(line);
  assert(wanted !== undefined, "a line without an item is a unit's");
  const [need] = await lockNeeds(tx, [needId]);
  const [unit] = await lockUnits(tx, [wanted]);
  if (need === undefined || unit === undefined) return [refusal("NOT_FOUND", "needId")];
  const found: Refusal[] = [];
  if (unit.orderLineId !== line.id || nextState(unit.state, "TRANSFER") === undefined)
    found.push(
      refusal("ILLEGAL_TRANSITION", "orderLineId", {
        state: forceState[unit.state],
        action: unitEvent.TRANSFER,
      }),
    );
  const skills = await readUnitSkills(tx, wanted);
  // A need of sets takes no single unit, whatever it can do: the draft of its line says so.
  const able = need.capability !== null && skills.includes(need.capability);
  if (!able && need.capabilities === null)
    found.push(refusal("INVALID_INPUT", "needId", { why: word("能力不符", "it cannot do that") }));
  return found;
}

/**
 * The units leave the scene, or turn on their way, for another incident: from now on they are that
 * order's, and its payer bears their work. They drive themselves, as a leg of the new order.
 */
export async function takeUnits(
  tx: Tx,
  order: OrderRow,
  lines: readonly LineRow[],
  by: string,
): Promise<Outcome<Written>> {
  const before = await readLinesById(
    tx,
    lines.flatMap(({ fromLineId }) => fromLineId ?? []),
  );
  const transfers = lines.flatMap((line) => {
    const old = before.find(({ id }) => id === line.fromLineId);
    return old === undefined ? [] : [{ line: old, to: line.id }];
  });
  assert(transfers.length === lines.length, "an onward line knows where its unit is");
  const wrong = [...(await goneRefusals(tx, before)), ...(await unitGateRefusals(tx, before))];
  if (wrong.length > 0) return refuse(wrong);
  const { leg } = await startLeg(tx, {
    road: {
      ...{ orderId: order.id, carrierOrg: order.lenderOrg, vehicleIds: [], fromDepot: null },
      ...{ departedAt: tx.now, priorLegId: null, fromNode: null, toNode: order.destination },
    },
    loads: lines.map(({ id: orderLineId, ordered: departed }) => ({ orderLineId, departed })),
    ...{ givenByOrg: order.lenderOrg, receiverOrg: order.receiverOrg },
    ...{ code: newCode(), signedBy: by },
  });
  await updateLines(
    tx,
    lines.map(({ id, ordered }) => ({ id, loaded: ordered, departed: ordered })),
  );
  await transferUnits(tx, transfers);
  await appendFact(tx, {
    kind: "LEG_DEPARTED",
    subject: { kind: "LEG", id: leg.id, version: 1 },
    parties: order.parties,
    facts: { orderId: order.id, number: order.number, carrierOrg: order.lenderOrg },
  });
  await tellOrder(tx, "UNIT_TRANSFERRED", order, order.version, { from: before[0]?.orderId ?? "" });
  return ok({ kind: "ORDER", id: order.id });
}

/** Who was recalled, or went elsewhere, while the offer waited is not fetched back. */
async function goneRefusals(tx: Tx, before: readonly LineRow[]): Promise<readonly Refusal[]> {
  const wanted = before.flatMap((line) => unitOf(line) ?? []);
  const units = await lockUnits(tx, wanted);
  return units
    .filter(
      ({ orderLineId, state }) =>
        !before.some(({ id }) => id === orderLineId) || nextState(state, "TRANSFER") === undefined,
    )
    .map(({ id }) => refusal("UNIT_TAKEN", "orderId", { unit: id }));
}

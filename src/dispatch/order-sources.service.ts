import type { UnitEvent } from "../../schema/words/forces.ts";
import { compare } from "../kernel/compare.ts";
import { assert } from "../kernel/assert.ts";
import type { Refusal } from "../kernel/refusal.ts";
import { appendFact } from "../feed/append.ts";
import { lockUnits, updateUnitState } from "../forces/dispatchable.service.ts";
import { gateRefusals, keepsOrder, nextState } from "../forces/forces.rules.ts";
import type { UnitRef } from "../forces/forces.model.ts";
import type { Tx } from "../postgres/transaction.ts";
import { lockCommitment, updateCommitmentPromised } from "../reserves/dispatchable.service.ts";
import type { LineRow } from "./order.model.ts";
import { unitOf } from "./order.rules.ts";

interface UnitLine {
  readonly unit: UnitRef;
  readonly lineId: string;
  /** The line that it belongs to afterwards. */
  readonly to: string;
}

const unitLines = (moves: readonly Transfer[]): UnitLine[] =>
  moves.flatMap(({ line, to }) => {
    const unit = unitOf(line);
    return unit === undefined ? [] : [{ unit, lineId: line.id, to }];
  });

/** Units of new lines that were found on standby under their locks become HELD by the lines. */
export const holdUnits = (tx: Tx, lines: readonly LineRow[]): Promise<void> =>
  moveUnits(tx, lines, "HOLD");

export const moveUnits = (
  tx: Tx,
  lines: readonly LineRow[],
  event: UnitEvent,
  occurredAt?: Date,
): Promise<void> => move(tx, staying(lines), event, occurredAt);

const staying = (lines: readonly LineRow[]): Transfer[] =>
  lines.map((line) => ({ line, to: line.id }));

export interface Transfer {
  readonly line: LineRow;
  /** The line of another order that the unit goes over to. */
  readonly to: string;
}

/** 转场: units on their way or on scene go over to lines of another order. */
export const transferUnits = (tx: Tx, transfers: readonly Transfer[]): Promise<void> =>
  move(tx, transfers, "TRANSFER");

/**
 * Moves every unit of the lines by one event. A unit that someone took out of the order by hand
 * (recalled, withdrawn) is left as it is: the order does not fetch it back.
 */
async function move(
  tx: Tx,
  moves: readonly Transfer[],
  event: UnitEvent,
  occurredAt?: Date,
): Promise<void> {
  const wanted = unitLines(moves);
  if (wanted.length === 0) return;
  const locked = await lockUnits(
    tx,
    wanted.map(({ unit }) => unit),
  );
  for (const unit of locked) {
    const found = wanted.find((line) => line.unit.kind === unit.kind && line.unit.id === unit.id);
    assert(found !== undefined, "only units that were asked for are locked");
    const mine = event === "HOLD" ? unit.state === "STANDBY" : unit.orderLineId === found.lineId;
    const state = nextState(unit.state, event);
    if (!mine || state === undefined) continue;
    const orderLineId = keepsOrder(state) ? found.to : null;
    await updateUnitState(tx, unit, { expected: unit.state, state, orderLineId });
    await appendFact(tx, {
      kind: "UNIT_MOVED",
      subject: { kind: unit.kind, id: unit.id, version: unit.version + 1 },
      parties: ["*"],
      facts: { state, orderLineId },
      ...(occurredAt === undefined ? {} : { occurredAt }),
    });
  }
}

/** 突发事件应对法 Art. 40: asked again at the gate; a policy or licence may lapse while one waits. */
export async function unitGateRefusals(
  tx: Tx,
  lines: readonly LineRow[],
): Promise<readonly Refusal[]> {
  const wanted = unitLines(staying(lines));
  if (wanted.length === 0) return [];
  const locked = await lockUnits(
    tx,
    wanted.map(({ unit }) => unit),
  );
  return locked.flatMap((unit) => gateRefusals(unit, tx.today, "lines"));
}

/**
 * Promises what contract lines order, or gives back so much of a promise. Rows are locked in id
 * order; a limit that is passed here was checked before under the same lock.
 */
export async function promiseCommitments(
  tx: Tx,
  lines: readonly (Pick<LineRow, "commitmentId" | "ordered"> & { readonly freed?: number })[],
  change: "PROMISE" | "FREE",
): Promise<void> {
  const sums = new Map<string, number>();
  for (const { commitmentId, ordered, freed } of lines)
    if (commitmentId !== null)
      sums.set(commitmentId, (sums.get(commitmentId) ?? 0) + (freed ?? ordered));
  for (const [id, quantity] of [...sums].toSorted(([a], [b]) => compare(a, b))) {
    const commitment = await lockCommitment(tx, id);
    assert(commitment !== undefined, "a party to the order sees its contract");
    const promised = commitment.promised + (change === "PROMISE" ? quantity : -quantity);
    const done = await updateCommitmentPromised(tx, id, promised);
    assert(done, "a contract's promise stays within its limit");
  }
}

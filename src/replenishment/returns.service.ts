import { randomUUID } from "node:crypto";
import type { Written } from "../feed/write.ts";
import type { Asking } from "../incidents/incident.service.ts";
import { refusal, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { inspect, repaired, returnArrive } from "../ledger/posting.return.rules.ts";
import { difference } from "../ledger/posting.road.rules.ts";
import type { Database } from "../postgres/pool.ts";
import { doOnLine } from "./case.service.ts";
import type { InspectInput, LineCase, RepairInput, ReturnInput, Standing } from "./goods.model.ts";
import {
  backRef,
  countRefusals,
  drawRefusals,
  emptyRefusals,
  inspectionRefusals,
  standingAt,
  timeRefusals,
  totalOf,
} from "./goods.rules.ts";

const keeper = ({ line }: LineCase): readonly string[] => [line.custodianOrg];

const onTheWayBack = (found: LineCase, { received, carrierOrg }: ReturnInput): Standing[] =>
  standingAt(found, "RETURNING", backRef(found.line.id, received)).filter(
    ({ custodian }) => custodian === carrierOrg,
  );

function returnRefusals(found: LineCase, input: ReturnInput, now: Date): readonly Refusal[] {
  const { quantity, occurredAt } = input;
  return [
    ...countRefusals({ quantity }, 1),
    ...drawRefusals("RETURNING", totalOf(onTheWayBack(found, input)), quantity, "quantity"),
    ...timeRefusals(occurredAt, now),
  ];
}

/** 归还到库: counted at the gate of the depot that they came from, and not yet inspected. */
export const receiveReturn = (
  database: Database,
  asking: Asking,
  input: ReturnInput,
): Promise<Outcome<Written>> =>
  doOnLine(database, asking, input, {
    mutation: "receiveReturn",
    action: "goods:inspect",
    fact: "GOODS_RETURNED",
    duty: keeper,
    decide: ({ tx, found, facts: line }) => {
      const wrong = returnRefusals(found, input, tx.now);
      if (wrong.length > 0) return refuse(wrong);
      const { received, carrierOrg, quantity, evidence, occurredAt } = input;
      const arrival = { line, carrierOrg, received, quantity };
      return ok(returnArrive({ evidence: { ...evidence }, occurredAt }, [arrival]));
    },
  });

/**
 * What did not arrive is gone: whoever sent it back says so, and then bears it; the carrier owes
 * damages. The keeper alone cannot declare another's loss.
 */
export const confirmReturnLoss = (
  database: Database,
  asking: Asking,
  input: ReturnInput,
): Promise<Outcome<Written>> =>
  doOnLine(database, asking, input, {
    mutation: "confirmReturnLoss",
    action: "order:difference",
    fact: "DIFFERENCE_CONFIRMED",
    duty: ({ order }) => [order.receiverOrg, order.payerOrg],
    decide: ({ tx, found, facts: line }) => {
      const wrong = returnRefusals(found, input, tx.now);
      if (wrong.length > 0) return refuse(wrong);
      const { received, carrierOrg, quantity, evidence, occurredAt } = input;
      const where = { way: "BACK" as const, carrierOrg, received };
      const occasion = { evidence: { ...evidence }, occurredAt };
      return ok(difference(occasion, [{ line, quantity, where }], randomUUID));
    },
  });

/** 验收入库: what is to be returned shrinks by what the keeper finds, and by nothing else. */
export const inspectReturn = (
  database: Database,
  asking: Asking,
  input: InspectInput,
): Promise<Outcome<Written>> =>
  doOnLine(database, asking, input, {
    mutation: "inspectReturn",
    action: "goods:inspect",
    fact: "GOODS_INSPECTED",
    duty: keeper,
    decide: ({ tx, found, facts: line }) => {
      const { received, good, repair, scrapped, restore, spoiledByOrg, occurredAt } = input;
      const there = standingAt(found, "INSPECTION", backRef(found.line.id, received));
      const counted = good + repair + scrapped;
      const wrong = [
        ...inspectionRefusals(input, found),
        ...emptyRefusals(counted, "good"),
        ...drawRefusals("INSPECTION", totalOf(there), counted, "good"),
        ...timeRefusals(occurredAt, tx.now),
      ];
      if (wrong.length > 0) return refuse(wrong);
      const result = {
        ...{ line, received, good, repair, scrap: scrapped, restore },
        ...(spoiledByOrg === undefined ? {} : { spoiledBy: spoiledByOrg }),
      };
      const occasion = { evidence: { ...input.evidence }, occurredAt };
      return ok(inspect(occasion, [result], randomUUID));
    },
  });

/** 修复验收: what was fixed is free again against the invoice; the rest is beyond repair. */
export const recordRepair = (
  database: Database,
  asking: Asking,
  input: RepairInput,
): Promise<Outcome<Written>> =>
  doOnLine(database, asking, input, {
    mutation: "recordRepair",
    action: "goods:inspect",
    fact: "GOODS_INSPECTED",
    duty: keeper,
    decide: ({ tx, found, facts: line }) => {
      const { received, fixed, scrapped, voucher, evidence, occurredAt } = input;
      const there = standingAt(found, "REPAIR", backRef(found.line.id, received));
      const wrong = [
        ...countRefusals({ fixed, scrapped }),
        ...emptyRefusals(fixed + scrapped, "fixed"),
        ...drawRefusals("REPAIR", totalOf(there), fixed + scrapped, "fixed"),
        ...timeRefusals(occurredAt, tx.now),
        ...(voucher.trim() === ""
          ? [refusal("INVALID_INPUT", "voucher", { why: "必填 / required" })]
          : []),
      ];
      if (wrong.length > 0) return refuse(wrong);
      const occasion = { evidence: { ...evidence, voucher }, occurredAt };
      return ok(repaired(occasion, [{ line, received, fixed, scrapped }], randomUUID));
    },
  });

import { word } from "../../schema/words/word.ts";
import { randomUUID } from "node:crypto";
import type { AccountKind } from "../../schema/words/ledger.ts";
import type { Written } from "../feed/write.ts";
import type { Asking } from "../incidents/incident.service.ts";
import { refusal, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { inspect, repaired, returnArrive } from "../ledger/posting.return.rules.ts";
import type { LineFacts, WayBack } from "../ledger/posting.model.ts";
import { difference } from "../ledger/posting.road.rules.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { doOnLine, type Deciding } from "./case.service.ts";
import type { InspectInput, LineCase, RepairInput, ReturnInput, Standing } from "./goods.model.ts";
import {
  backOf,
  countRefusals,
  drawRefusals,
  emptyRefusals,
  inspectionRefusals,
  timeRefusals,
} from "./goods.rules.ts";
import { lockUnfit } from "./goods.store.ts";

const keeper = ({ line }: LineCase): readonly string[] => [line.custodianOrg];

const standingsAt = ({ standings }: LineCase, kind: AccountKind): Standing[] =>
  standings.filter((one) => one.kind === kind);

/** A recall that comes meanwhile waits, and then finds on the shelf what was put there. */
const shelfOf = async (tx: Tx, facts: LineFacts): Promise<LineFacts> => ({
  ...facts,
  unfit: await lockUnfit(tx, facts.lot),
});

/** What is on the way back with the carrier as the caller says, or why it is not so. */
function onTheWayBack(
  { tx, found, facts }: Deciding<ReturnInput>,
  input: ReturnInput,
): Outcome<Required<WayBack>> {
  const { quantity, occurredAt, carrierOrg } = input;
  const back = backOf(
    facts,
    standingsAt(found, "RETURNING").filter(({ custodian }) => custodian === carrierOrg),
    input,
  );
  if (!back.ok) return back;
  const wrong = [
    ...countRefusals({ quantity }, 1),
    ...drawRefusals("RETURNING", back.value.there, quantity, "quantity"),
    ...timeRefusals(occurredAt, tx.now),
  ];
  return wrong.length > 0 ? refuse(wrong) : ok(back.value.back);
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
    decide: (deciding) => {
      const back = onTheWayBack(deciding, input);
      if (!back.ok) return back;
      const { carrierOrg, quantity, evidence, occurredAt } = input;
      const arrival = { line: deciding.facts, carrierOrg, quantity, ...back.value };
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
    decide: (deciding) => {
      const back = onTheWayBack(deciding, input);
      if (!back.ok) return back;
      const { carrierOrg, quantity, evidence, occurredAt } = input;
      const where = { way: "BACK" as const, carrierOrg, ...back.value };
      const occasion = { evidence: { ...evidence }, occurredAt };
      return ok(difference(occasion, [{ line: deciding.facts, quantity, where }], randomUUID));
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
    decide: async ({ tx, found, facts }) => {
      const { good, repair, scrapped, restore, spoiledByOrg, occurredAt } = input;
      const line = await shelfOf(tx, facts);
      const waiting = backOf(line, standingsAt(found, "INSPECTION"), input);
      if (!waiting.ok) return waiting;
      const { back, there } = waiting.value;
      const counted = good + repair + scrapped;
      const wrong = [
        ...inspectionRefusals(input, found),
        ...emptyRefusals(counted, "good"),
        ...drawRefusals("INSPECTION", there, counted, "good"),
        ...timeRefusals(occurredAt, tx.now),
      ];
      if (wrong.length > 0) return refuse(wrong);
      const result = {
        ...{ line, ...back, good, repair, scrap: scrapped, restore },
        ...(spoiledByOrg === undefined ? {} : { spoiledBy: spoiledByOrg }),
      };
      // Nobody owes a payer's own goods: what they need is told here alone, for a firm named later.
      const evidence = { ...input.evidence, ...(restore > 0 ? { restore } : {}) };
      const occasion = { evidence, occurredAt };
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
    decide: async ({ tx, found, facts }) => {
      const { fixed, scrapped, voucher, evidence, occurredAt } = input;
      const line = await shelfOf(tx, facts);
      const waiting = backOf(line, standingsAt(found, "REPAIR"), input);
      if (!waiting.ok) return waiting;
      const { back, there } = waiting.value;
      const wrong = [
        ...countRefusals({ fixed, scrapped }),
        ...emptyRefusals(fixed + scrapped, "fixed"),
        ...drawRefusals("REPAIR", there, fixed + scrapped, "fixed"),
        ...timeRefusals(occurredAt, tx.now),
        ...(voucher.trim() === ""
          ? [refusal("INVALID_INPUT", "voucher", { why: word("必填", "required") })]
          : []),
      ];
      if (wrong.length > 0) return refuse(wrong);
      const occasion = { evidence: { ...evidence, voucher }, occurredAt };
      return ok(repaired(occasion, [{ line, ...back, fixed, scrapped }], randomUUID));
    },
  });

import { randomUUID } from "node:crypto";
import { may } from "../access/access.rules.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { assert } from "../kernel/assert.ts";
import { refusal, refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { post } from "../ledger/ledger.service.ts";
import type { Database } from "../postgres/pool.ts";
import type { ServiceInput } from "./claims.model.ts";
import { amountOf, sheetRefusals } from "./claims.rules.ts";
import { timeRefusals } from "./goods.rules.ts";
import { lockCase } from "./goods.store.ts";
import { sheetDayRefusals } from "./sheet-days.rules.ts";
import { insertServiceDays, readUnitDays } from "./sheet-days.store.ts";
import { chargesFor, rateRefusals, sheetPosting } from "./timesheet.rules.ts";

/**
 * 登记队伍装备工时: the receiver signs what a team or a machine worked, day by day, for no longer
 * than the order had it, and no day twice whatever the order; by the agreement's rate table, or
 * the named one where it has none, it becomes a SERVICE claim of its owner, and in an accident
 * one on the firm at fault.
 */
export const recordService = (
  database: Database,
  asking: Asking,
  input: ServiceInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "recordService", input }, async (tx, principal) => {
    const found = await lockCase(tx, input.orderLineId);
    if (found === undefined) return refuseFor("NOT_FOUND", "orderLineId");
    const allowed = may(principal, "goods:use", [found.order.receiverOrg]);
    if (!allowed.ok) return allowed;
    const charges = chargesFor(found);
    const unit = await readUnitDays(tx, input.orderLineId);
    const wrong = [
      ...sheetRefusals(input),
      ...(unit === undefined ? [] : sheetDayRefusals(unit, input.lines)),
      ...timeRefusals(input.occurredAt, tx.now),
      ...rateRefusals(found, input.lines),
      ...(charges.ok ? [] : charges.refused),
    ];
    if (!charges.ok || wrong.length > 0) return refuse(wrong);
    assert(unit !== undefined, "what is charged is a team or a machine");
    const counted = await insertServiceDays(tx, { ...input, unit });
    if (counted.length > 0)
      return refuse(counted.map((at) => refusal("ALREADY_DECIDED", `lines.${at}.day`)));
    const posting = sheetPosting(charges.value, Number(amountOf(input.lines)), input, randomUUID);
    const { id, version, parties, incidentId } = found.order;
    await appendFact(tx, {
      kind: "SERVICE_RECORDED",
      subject: { kind: "ORDER", id, version },
      parties,
      facts: { orderLineId: found.line.id, incidentId },
      occurredAt: input.occurredAt,
    });
    const booked = await post(tx, allowed.value, posting);
    return booked.ok ? ok({ kind: "ORDER", id }) : booked;
  });

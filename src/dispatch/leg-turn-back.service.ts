import { word } from "../../schema/words/word.ts";
import { may } from "../access/access.rules.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { post } from "../ledger/ledger.service.ts";
import { turnBack as turnBackPosting } from "../ledger/posting.road.rules.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { lockLeg, type LockedLeg } from "./leg-receive.service.ts";
import { redirectLeg } from "./leg-redirect.service.ts";
import { illegalLeg, occurredRefusals } from "./leg.rules.ts";
import { updateLeg } from "./leg.store.ts";
import { readLineFacts } from "./order-line.service.ts";
import { moveUnits } from "./order-sources.service.ts";
import type { LineRow, OrderRow } from "./order.model.ts";
import { keepersOf, reasonRefusals } from "./order.service.ts";

export interface TurnBackInput {
  readonly legId: string;
  readonly reason: string;
  readonly occurredAt?: Date | null | undefined;
}

/**
 * 折返: what is on the road goes home; the need reopens, and what is to be returned shrinks when
 * the keeper inspects what came back. By the requester or the lender, but a lender cannot call
 * back what it was commanded to send.
 */
export function turnBackLeg(
  database: Database,
  asking: Asking,
  input: TurnBackInput,
): Promise<Outcome<Written>> {
  const request = { mutation: "turnBackLeg", input };
  return asked(database, asking, request, async (tx, principal) => {
    const locked = await lockLeg(tx, input.legId);
    if (locked === undefined) return refuseFor("NOT_FOUND", "legId");
    const { leg, order, lines } = locked;
    const allowed = may(principal, "leg:redirect", turnersOf(order, lines));
    if (!allowed.ok) return allowed;
    const wrong = [
      ...illegalLeg(leg.state, "TURN_BACK", word("折返", "turn it back")),
      ...reasonRefusals(input.reason),
      ...occurredRefusals(input.occurredAt, leg.departedAt, tx.now),
    ];
    if (wrong.length > 0) return refuse(wrong);
    return turnBack(tx, locked, { input, org: allowed.value });
  });
}

const turnersOf = (order: OrderRow, lines: readonly LineRow[]): readonly string[] =>
  order.authority === "COMMAND"
    ? [order.requesterOrg]
    : [order.requesterOrg, ...keepersOf(order, lines)];

async function turnBack(
  tx: Tx,
  locked: LockedLeg,
  { input, org }: { readonly input: TurnBackInput; readonly org: string },
): Promise<Outcome<Written>> {
  const { leg, order, legLines } = locked;
  const turnedAt = input.occurredAt ?? tx.now;
  const turned = await redirectLeg(tx, locked);
  await moveUnits(tx, turned, "RECALL", turnedAt);
  const version = await updateLeg(tx, leg.id, { state: "TURNED_BACK" });
  await appendFact(tx, {
    kind: "LEG_TURNED_BACK",
    subject: { kind: "LEG", id: leg.id, version },
    parties: order.parties,
    facts: { orderId: order.id, number: order.number, reason: input.reason, resolve: true },
    occurredAt: turnedAt,
  });
  const written = ok({ kind: "LEG", id: leg.id } as const);
  const facts = await readLineFacts(tx, order, turned);
  const relayed = leg.priorLegId !== null;
  const loads = legLines.flatMap(({ id: legLineId, orderLineId, departed: quantity }) => {
    const line = facts.get(orderLineId);
    return line === undefined
      ? []
      : [{ line, quantity, relayed, leg: { legLineId, carrierOrg: leg.carrierOrg } }];
  });
  if (loads.length === 0) return written;
  const evidence = { order: order.number, leg: leg.id, reason: input.reason };
  const booked = await post(tx, org, turnBackPosting({ evidence, occurredAt: turnedAt }, loads));
  return booked.ok ? written : refuse(booked.refused);
}

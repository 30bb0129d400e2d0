import type { EventKind } from "../../schema/words/events.ts";
import { may, type Action } from "../access/access.rules.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Posting } from "../ledger/ledger.model.ts";
import { post } from "../ledger/ledger.service.ts";
import type { LineFacts } from "../ledger/posting.model.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { LineCase } from "./goods.model.ts";
import { lockCase, readCase } from "./goods.store.ts";

/** One thing that happens to the goods of an order line. */
export interface Deed<Input> {
  readonly mutation: string;
  readonly action: Action;
  readonly fact: EventKind;
  /** Whose duty it is. */
  readonly duty: (found: LineCase) => readonly string[];
  readonly decide: (deciding: Deciding<Input>) => Promise<Outcome<Posting>> | Outcome<Posting>;
}

export interface Deciding<Input> {
  readonly tx: Tx;
  readonly found: LineCase;
  readonly facts: LineFacts;
  readonly input: Input;
}

/** The goods of one order line change: the order is locked, the rules decide, the ledger books. */
export const doOnLine = <Input extends { readonly orderLineId: string; readonly occurredAt: Date }>(
  database: Database,
  asking: Asking,
  input: Input,
  { mutation, action, fact, duty, decide }: Deed<Input>,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation, input }, async (tx, principal) => {
    const found = await lockCase(tx, input.orderLineId);
    // A team or a machine is no goods: for this deed it is as if it were not there.
    if (found?.facts === undefined) return refuseFor("NOT_FOUND", "orderLineId");
    const allowed = may(principal, action, duty(found));
    if (!allowed.ok) return allowed;
    const posting = await decide({ tx, found, facts: found.facts, input });
    if (!posting.ok) return posting;
    const { id, version, parties } = found.order;
    await appendFact(tx, {
      kind: fact,
      subject: { kind: "ORDER", id, version },
      parties,
      facts: { orderLineId: found.line.id },
      occurredAt: input.occurredAt,
    });
    const booked = await post(tx, allowed.value, posting.value);
    return booked.ok ? ok({ kind: "ORDER", id }) : booked;
  });

/** The line as the reader may see it now. */
export const readGoods = (tx: Tx, orderLineId: string): Promise<LineCase | undefined> =>
  readCase(tx, orderLineId);

import { randomUUID } from "node:crypto";
import type { EventKind } from "../../schema/words/events.ts";
import { may } from "../access/access.rules.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Posting } from "../ledger/ledger.model.ts";
import { post } from "../ledger/ledger.service.ts";
import type { ShelfFacts } from "../ledger/posting.model.ts";
import { refill } from "../ledger/posting.refill.rules.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { timeRefusals } from "./goods.rules.ts";
import type { BoughtInput, LotRow, RefillGround } from "./refill.model.ts";
import { boughtRefusals, settledClaim, shelfOf } from "./refill.rules.ts";
import { insertLot, lockGround } from "./refill.store.ts";
import { countedIn } from "./substitute.rules.ts";

/** 采购补库: bought goods at the creditor's gate, inspected by its keeper, on the shelf. */
export const receiveRefill = (
  database: Database,
  asking: Asking,
  input: BoughtInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "receiveRefill", input }, async (tx, principal) => {
    const ground = await lockGround(tx, input);
    if (ground === undefined) return refuseFor("NOT_FOUND", "taskId");
    const allowed = may(principal, "goods:inspect", [ground.custodianOrg]);
    if (!allowed.ok) return allowed;
    const wrong = [
      ...boughtRefusals(ground, input, tx.today),
      ...timeRefusals(input.occurredAt, tx.now),
    ];
    if (wrong.length > 0) return refuse(wrong);
    const { lot, passed, arrived, voucher, occurredAt } = input;
    const shelf = shelfOf(ground, randomUUID(), input.item);
    await insertLot(tx, { ...lotOn(shelf, voucher), ...lot, origin: "PURCHASED" });
    const { counted, said } = countedIn(ground, shelf.item, input);
    const evidence = { ...input.evidence, arrived, passed, voucher, ...said };
    const posting = refill({ evidence, occurredAt }, [
      { shelf, quantity: passed, counted, ...answered(ground) },
    ]);
    return bookRefill(tx, allowed.value, { ground, shelf, posting, kind: "REFILL_RECEIVED" });
  });

export const lotOn = (
  { lot, item, owner, depot, underNorm }: ShelfFacts,
  source: string,
): Omit<LotRow, "batch" | "origin"> => ({
  ...{ id: lot, item, underNorm, ownerOrg: owner, depotId: depot, countSource: source },
  code: `${depot}-${item}-R${lot.slice(0, 8)}`,
});

/** What of task and claim shrinks by these goods. */
export function answered(ground: RefillGround) {
  const claim = settledClaim(ground);
  return {
    ...(ground.task === undefined ? {} : { task: ground.task }),
    ...(claim === undefined ? {} : { claim }),
  };
}

interface Refilling {
  readonly ground: RefillGround;
  readonly shelf: ShelfFacts;
  readonly posting: Posting;
  readonly kind: EventKind;
}

export async function bookRefill(
  tx: Tx,
  org: string,
  { ground, shelf, posting, kind }: Refilling,
): Promise<Outcome<Written>> {
  const { task, claim } = ground;
  await appendFact(tx, {
    kind,
    subject: { kind: "LOT", id: shelf.lot, version: 1 },
    parties: [ground.ownerOrg, ground.custodianOrg, ...performers(ground)],
    facts: { taskId: task?.id ?? null, claimId: claim?.id ?? null, depot: shelf.depot },
  });
  const booked = await post(tx, org, posting);
  return booked.ok ? ok({ kind: "LOT", id: shelf.lot }) : booked;
}

const performers = ({ task, claim }: RefillGround): readonly string[] => [
  ...(task === undefined ? [] : [task.performerOrg]),
  ...(claim === undefined ? [] : [claim.debtorOrg]),
];

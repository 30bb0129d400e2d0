import { word } from "../../schema/words/word.ts";
import { randomUUID } from "node:crypto";
import type { Written } from "../feed/write.ts";
import type { Asking } from "../incidents/incident.service.ts";
import { refusal, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { charge } from "../ledger/posting.settle.rules.ts";
import type { Database } from "../postgres/pool.ts";
import { doOnLine } from "./case.service.ts";
import type { FeeInput } from "./goods.model.ts";
import { countRefusals, timeRefusals } from "./goods.rules.ts";

/**
 * 登记保管费用: what the owner owes the firm that keeps and handles its goods, by the storage
 * contract. It is owed whatever becomes of the goods, and nobody else is asked to bear it.
 */
export const recordFee = (
  database: Database,
  asking: Asking,
  input: FeeInput,
): Promise<Outcome<Written>> =>
  doOnLine(database, asking, input, {
    mutation: "recordFee",
    action: "claim:confirm",
    fact: "FEE_RECORDED",
    duty: ({ line }) => [line.ownerOrg],
    decide: ({ tx, found }) => {
      const { line, order, terms } = found;
      const { amountFen, voucher, evidence, occurredAt } = input;
      const wrong = [
        ...countRefusals({ amountFen }, 1),
        ...timeRefusals(occurredAt, tx.now),
        ...(voucher.trim() === ""
          ? [refusal("INVALID_INPUT", "voucher", { why: word("必填", "required") })]
          : []),
        ...(line.custodianOrg === line.ownerOrg
          ? [
              refusal("INVALID_INPUT", "orderLineId", {
                why: word("自管物资无保管费", "kept by its owner"),
              }),
            ]
          : []),
      ];
      if (wrong.length > 0) return refuse(wrong);
      const fee = {
        ...({ kind: "PAY", liability: "FEE", terms, amountFen } as const),
        ...{ debtorOrg: line.ownerOrg, creditorOrg: line.custodianOrg },
        ...{ incidentId: order.incidentId, orderLineId: line.id },
      };
      const occasion = { evidence: { ...evidence, voucher }, occurredAt };
      return ok(charge(occasion, [fee], randomUUID));
    },
  });

import { pactLapse, type PactLapse } from "../../schema/words/regions.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";
import type { OrderRow } from "./order.model.ts";

/** What an order leans on; nothing for own goods, commands and requests without an agreement. */
export type PactOfOrder = Pick<
  OrderRow,
  "agreementId" | "agreementVersion" | "lenderOrg" | "requesterOrg" | "payerOrg"
>;

/** Why the version under which an order was made does not carry it any more. */
export function pactRefusals(
  { agreementId, agreementVersion }: PactOfOrder,
  lapse: PactLapse | undefined,
): readonly Refusal[] {
  if (agreementId === null || lapse === undefined) return [];
  const facts = {
    agreement: agreementId,
    version: agreementVersion ?? 0,
    why: pactLapse[lapse],
  };
  return [refusal("AGREEMENT_LAPSED", "orderId", facts)];
}

import type { ApprovalState } from "../published/operations.ts";

const agreed: readonly ApprovalState[] = ["GRANTED", "DEEMED", "RATIFIED"];

/** Everyone who is asked has agreed; the hub asks again when the order is issued. */
export const isAgreed = ({
  approvals,
}: {
  readonly approvals: readonly { readonly state: ApprovalState }[];
}): boolean => approvals.every(({ state }) => agreed.includes(state));

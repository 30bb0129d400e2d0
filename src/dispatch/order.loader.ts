import { manyByKey, oneByKey } from "../regions/rows.loader.ts";
import { readApprovals, readApprovalsById } from "./approval.store.ts";
import { readLegLines, readLegs, readLegsById, readSlips } from "./leg.store.ts";
import { readLines, readLinesById, readOrders, readOrdersOfProposals } from "./order.store.ts";

export const orderById = oneByKey(readOrders, ({ id }) => id);
export const ordersOfProposal = manyByKey(
  readOrdersOfProposals,
  ({ proposalId }) => proposalId ?? "",
);
export const linesOfOrder = manyByKey(readLines, ({ orderId }) => orderId);
export const lineById = oneByKey(readLinesById, ({ id }) => id);
export const approvalById = oneByKey(readApprovalsById, ({ id }) => id);
export const approvalsOfOrder = manyByKey(readApprovals, ({ orderId }) => orderId);
export const legById = oneByKey(readLegsById, ({ id }) => id);
export const legsOfOrder = manyByKey(readLegs, ({ orderId }) => orderId);
export const linesOfLeg = manyByKey(readLegLines, ({ legId }) => legId);
export const slipsOfLeg = manyByKey(readSlips, ({ legId }) => legId);

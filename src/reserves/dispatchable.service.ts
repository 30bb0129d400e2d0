/** What a dispatch reads and locks of the reserves, inside its own transaction. */
export {
  lockCommitment,
  readCommitments,
  readDispatchableStock,
  updateCommitmentPromised,
} from "./dispatchable.store.ts";

import DataLoader from "dataloader";
import type { LoaderOf } from "../graph/context.ts";
import type { BookSize, Inclusion } from "../ledger/proof.model.ts";
import { proveTransfers } from "../ledger/proof.service.ts";
import { movesLine } from "./statement.rules.ts";
import type { LineKey } from "./statement.model.ts";

/** A voucher of a statement's line, and the books with the sizes that the statement was cut at. */
export interface VoucherKey {
  readonly transferId: string;
  readonly line: Pick<LineKey, "counterparty" | "kind" | "item">;
  readonly cuts: readonly BookSize[];
}

export const proofsOfVoucher: LoaderOf<DataLoader<VoucherKey, readonly Inclusion[], string>> = (
  open,
) =>
  new DataLoader(
    async (keys: readonly VoucherKey[]) => {
      const asked = keys.map(({ transferId, line, cuts }) => {
        const books = cuts.map(({ book }) => book);
        return { transferId, cuts, includes: movesLine(line, books) };
      });
      return proveTransfers(await open(), asked);
    },
    { cacheKeyFn: (key) => JSON.stringify(key) },
  );

import DataLoader from "dataloader";
import type { LoaderOf } from "../graph/context.ts";
import type { Inclusion } from "./proof.model.ts";
import { proveEach } from "./proof.service.ts";
import { readEntriesOfClaims, readSizes } from "./proof.store.ts";

interface ClaimInBook {
  readonly book: string;
  readonly claimId: string;
}

const entriesOfClaimMax = 100;

/** The entries of claims, each proved in the book that was asked for, at its latest head. */
export const proofsOfClaim: LoaderOf<DataLoader<ClaimInBook, readonly Inclusion[], string>> = (
  open,
) =>
  new DataLoader(
    async (keys: readonly ClaimInBook[]) => {
      const tx = await open();
      const claims = [...new Set(keys.map(({ claimId }) => claimId))];
      const entries = await readEntriesOfClaims(tx, claims, entriesOfClaimMax);
      const sizes = await readSizes(tx, [...new Set(keys.map(({ book }) => book))]);
      return proveEach(
        tx,
        keys.map(({ book, claimId }) => ({
          entries: entries.filter((entry) => entry.claimId === claimId),
          cuts: [{ book, size: sizes.get(book) ?? 0 }],
        })),
      );
    },
    { cacheKeyFn: ({ book, claimId }) => `${book} ${claimId}` },
  );

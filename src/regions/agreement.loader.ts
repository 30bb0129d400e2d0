import { readSignatures, readSuspensions } from "./agreement-standing.store.ts";
import {
  readAgreements,
  readParties,
  readStorageAgreements,
  readStorageAgreementsAt,
} from "./agreement.store.ts";
import { manyByKey, oneByKey } from "./rows.loader.ts";

/** By `id@version`. */
export const agreementByKey = oneByKey(readAgreements, ({ id, version }) => `${id}@${version}`);
export const partiesOfAgreement = manyByKey(readParties, ({ key }) => key);
export const signaturesOf = manyByKey(readSignatures, ({ key }) => key);
export const suspensionsOf = manyByKey(readSuspensions, ({ key }) => key);
export const storageAgreementById = oneByKey(readStorageAgreements, ({ id }) => id);
export const storageAgreementsAtDepot = manyByKey(
  readStorageAgreementsAt,
  ({ depotId }) => depotId,
);

/** What a dispatch reads of the catalogue, inside its own transaction. */
export { readItems, readSubstitutes, type ItemRow, type SubstituteRow } from "./catalog.store.ts";

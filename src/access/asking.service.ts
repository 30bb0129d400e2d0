import { write, type Request, type Written } from "../feed/write.ts";
import { plainFact, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { orgSeparator } from "./access.rules.ts";
import { readOrgNames } from "./access.store.ts";
import type { Principal } from "./principal.model.ts";
import { readerOf } from "./reader.ts";

/** Who writes, with which key: the same for every mutation. */
export interface Asking {
  readonly principal: Principal | undefined;
  readonly key: string;
}

/** Runs one write in the caller's name; nobody writes without signing in. */
export async function asked(
  database: Database,
  { principal, key }: Asking,
  { mutation, input, ...how }: Pick<Request, "mutation" | "input" | "isolation" | "wholeMs">,
  work: (tx: Tx, principal: Principal) => Promise<Outcome<Written>>,
): Promise<Outcome<Written>> {
  if (principal === undefined) return refuseFor("SIGN_IN_REQUIRED");
  const request = { mutation, key, org: principal.orgId, input, ...how };
  return write(database, readerOf(principal), request, async (tx) => {
    const outcome = await work(tx, principal);
    return outcome.ok ? outcome : refuse(await named(tx, outcome.refused));
  });
}

/** Says by name whose duty it is, so that the clerk knows whom to ring. */
async function named(tx: Tx, refused: readonly Refusal[]): Promise<Refusal[]> {
  const isDuty = ({ code }: Refusal): boolean => code === "NOT_ALLOWED";
  const codesOf = ({ facts }: Refusal): string[] => plainFact(facts["orgs"]).split(orgSeparator);
  const codes = refused.filter(isDuty).flatMap(codesOf);
  if (codes.length === 0) return [...refused];
  const names = await readOrgNames(tx, codes);
  return refused.map((one) => {
    if (!isDuty(one)) return one;
    const told = codesOf(one).map((id) => names.get(id) ?? { zh: id, en: id });
    const orgs = told.map(({ zh }) => zh).join(orgSeparator);
    const orgsEn = told.map(({ en }) => en).join(" / ");
    return names.size === 0 ? one : { ...one, facts: { ...one.facts, orgs, orgsEn } };
  });
}

import type { SignInMeans } from "../../schema/words/access.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { Credential } from "./principal.model.ts";

type Shown = Pick<Credential, "means" | "row">;

const tables = {
  API_KEY: "api_key",
  OIDC: "session",
  DEV: "session",
  TOKEN: "principal",
} as const satisfies Record<SignInMeans, string>;

/** Names the row that a credential stands and falls with. */
export const standsBy = ({ means, row }: Shown): string => `${tables[means]} ${row}`;

/**
 * What many credentials open now, in one statement: by `standsBy`, roles as a text that is another
 * as soon as they are. Of one that opens nothing any more there is no text.
 */
export async function readStandings(
  tx: Tx,
  shown: readonly Shown[],
): Promise<ReadonlyMap<string, string>> {
  const rowsOf = (table: string): string[] =>
    shown.filter(({ means }) => tables[means] === table).map(({ row }) => row);
  const { rows } = await tx.client.query<{ by: string; roles: string }>(standingsSql, [
    rowsOf("api_key"),
    rowsOf("session"),
    rowsOf("principal"),
  ]);
  return new Map(rows.map(({ by, roles }) => [by, roles]));
}

const standingsSql = `select c.by, coalesce((
    select string_agg(m.org_id || ' ' || m.role, ',' order by m.org_id, m.role)
    from qipan.membership m where m.principal_id = c.principal_id
      and (c.scopes = '[]' or c.scopes ? m.role)), '') as roles
  from (select 'api_key ' || id as by, principal_id, scopes from qipan.api_key
      where id = any ($1) and revoked_at is null and (expires_at is null or expires_at > now())
    union all
    select 'session ' || token_hash, principal_id, '[]'::jsonb from qipan.session
    where token_hash = any ($2) and expires_at > now()
    union all
    select 'principal ' || id, id, '[]'::jsonb from qipan.principal where id = any ($3)) c
  join qipan.principal p on p.id = c.principal_id and p.disabled_at is null`;

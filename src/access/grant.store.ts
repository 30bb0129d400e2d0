import type { PrincipalKind, Role } from "../../schema/words/access.ts";
import type { Tx } from "../postgres/transaction.ts";

export async function insertPrincipal(
  tx: Tx,
  principal: {
    readonly id: string;
    readonly kind: PrincipalKind;
    readonly name: string;
    readonly oidcSubject?: string | null;
  },
): Promise<boolean> {
  const { id, kind, name, oidcSubject = null } = principal;
  const { rowCount } = await tx.client.query(
    `insert into qipan.principal (id, kind, name, oidc_subject) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [id, kind, name, oidcSubject],
  );
  return rowCount === 1;
}

export interface StoredPrincipal {
  readonly kind: PrincipalKind;
  readonly name: string;
  readonly oidcSubject: string | null;
}

export async function readPrincipal(tx: Tx, id: string): Promise<StoredPrincipal | undefined> {
  const { rows } = await tx.client.query<StoredPrincipal>(
    `select kind, name, oidc_subject as "oidcSubject" from qipan.principal where id = $1`,
    [id],
  );
  return rows[0];
}

/** What the operator does at the command line leaves its line like every other write. */
export async function appendAudit(
  tx: Tx,
  deed: {
    readonly org: string;
    readonly action: string;
    readonly subject: string;
    readonly outcome?: string;
  },
): Promise<void> {
  const { org, action, subject, outcome = "DONE" } = deed;
  await tx.client.query("select qipan.audit_append($1, $2, $3, $4, '')", [
    org,
    action,
    subject,
    outcome,
  ]);
}

export async function insertRole(
  tx: Tx,
  principalId: string,
  orgId: string,
  role: Role,
): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `insert into qipan.membership (principal_id, org_id, role) values ($1, $2, $3)
     on conflict do nothing`,
    [principalId, orgId, role],
  );
  return rowCount === 1;
}

export async function deleteRole(
  tx: Tx,
  principalId: string,
  orgId: string,
  role: Role,
): Promise<boolean> {
  const { rows } = await tx.client.query<{ held: boolean }>(
    "select qipan.role_revoke($1, $2, $3) as held",
    [principalId, orgId, role],
  );
  return rows[0]?.held === true;
}

export async function updatePrincipalDisabled(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    "update qipan.principal set disabled_at = now() where id = $1 and disabled_at is null",
    [id],
  );
  return rowCount === 1;
}

/** Binds an identity that is nobody's; answers false if it is somebody's already. */
export async function updateSubject(tx: Tx, id: string, subject: string): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `update qipan.principal set oidc_subject = $2 where id = $1 and oidc_subject is null
       and not exists (select from qipan.principal other where other.oidc_subject = $2)`,
    [id, subject],
  );
  return rowCount === 1;
}

export interface ListedPrincipal {
  readonly id: string;
  readonly name: string;
  readonly memberships: readonly {
    readonly organization: string;
    readonly roles: readonly Role[];
  }[];
}

const listedMax = 200;

export async function readPrincipals(tx: Tx): Promise<readonly ListedPrincipal[]> {
  const { rows } = await tx.client.query<ListedPrincipal>(
    `select p.id, p.name, (select jsonb_agg(jsonb_build_object(
         'organization', held.name_zh, 'roles', held.roles) order by held.org_id)
       from (select m.org_id, o.name_zh, jsonb_agg(m.role order by m.role) as roles
         from qipan.membership m join qipan.organization o on o.id = m.org_id
         where m.principal_id = p.id group by m.org_id, o.name_zh) held) as memberships
     from qipan.principal p
     where p.kind = 'PERSON' and p.disabled_at is null
       and exists (select from qipan.membership m where m.principal_id = p.id)
     order by p.id limit ${String(listedMax)}`,
  );
  return rows;
}

export async function readFirstGovernment(tx: Tx): Promise<string | undefined> {
  const { rows } = await tx.client.query<{ id: string }>(
    "select id from qipan.organization where sector = 'GOVERNMENT' order by id limit 1",
  );
  return rows[0]?.id;
}

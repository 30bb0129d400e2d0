import { check, index, jsonb, primaryKey, text, type AnyPgColumn } from "drizzle-orm/pg-core";
import { principalKind, role, sessionMeans } from "../words/access.ts";
import { instant, oneOf, qipan } from "./column.ts";
import { organization } from "./regions.ts";

/** Someone or something that signs in. Names are duties, not persons, in the demo. */
export const principal = qipan.table(
  "principal",
  {
    id: text("id").primaryKey(),
    kind: text("kind").notNull().$type<keyof typeof principalKind>(),
    name: text("name").notNull(),
    /** `issuer|subject` of an OIDC identity. */
    oidcSubject: text("oidc_subject").unique(),
    disabledAt: instant("disabled_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [check("principal_kind", oneOf(t.kind, principalKind))],
);

/** Roles are the hub's, per organization; a token's claims never add one. */
export const membership = qipan.table(
  "membership",
  {
    principalId: text("principal_id")
      .notNull()
      .references(() => principal.id),
    orgId: text("org_id")
      .notNull()
      .references(() => organization.id),
    role: text("role").notNull().$type<keyof typeof role>(),
  },
  (t) => [
    primaryKey({ columns: [t.principalId, t.orgId, t.role] }),
    check("membership_role", oneOf(t.role, role)),
    index("membership_org").on(t.orgId),
  ],
);

/** `qk_<id>_<secret>`: the secret is 256 random bits, kept here as SHA-256 only. */
export const apiKey = qipan.table(
  "api_key",
  {
    id: text("id").primaryKey(),
    principalId: text("principal_id")
      .notNull()
      .references(() => principal.id),
    secretHash: text("secret_hash").notNull(),
    /** Roles that the key may use, a part of its principal's; empty: all of them. */
    scopes: jsonb("scopes").notNull().$type<readonly string[]>(),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at"),
    revokedAt: instant("revoked_at"),
    lastUsedAt: instant("last_used_at"),
    /** The key that this one was issued in place of; each has one successor at most. */
    replaces: text("replaces")
      .unique("api_key_replaces")
      .references((): AnyPgColumn => apiKey.id),
  },
  (t) => [index("api_key_principal").on(t.principalId)],
);

/** A signed-in browser; the cookie's value is kept as SHA-256 only. */
export const session = qipan.table(
  "session",
  {
    tokenHash: text("token_hash").primaryKey(),
    principalId: text("principal_id")
      .notNull()
      .references(() => principal.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    /** How it began: only one that the identity provider opened is also ended there. */
    means: text("means").notNull().default("DEV").$type<keyof typeof sessionMeans>(),
  },
  (t) => [
    index("session_expires").on(t.expiresAt),
    check("session_means", oneOf(t.means, sessionMeans)),
  ],
);

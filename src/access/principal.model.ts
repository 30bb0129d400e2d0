import type { PrincipalKind, Role, SignInMeans } from "../../schema/words/access.ts";

/** Who asks. Built once per request from a session, a key or a token, and from nothing else. */
export interface Principal {
  readonly id: string;
  readonly kind: PrincipalKind;
  readonly name: string;
  /** The organization in whose name it acts; keys of idempotency are scoped to it. */
  readonly orgId: string;
  readonly memberships: readonly Membership[];
  /** Organizations whose PARTNER stock an agreement in force opens to it. */
  readonly partners: readonly string[];
  /** The request that it makes, for the audit; absent where the hub itself calls a service. */
  readonly requestId?: string;
  /** What it showed; absent where the hub itself calls a service. */
  readonly credential?: Credential;
}

/** By what a caller is known, and until when; null if it does not end by itself. */
export interface Credential {
  readonly means: SignInMeans;
  readonly until: Date | null;
  /** The row that it stands and falls with: a key's or principal's id, or a session's hash. */
  readonly row: string;
}

export interface Membership {
  readonly orgId: string;
  readonly roles: readonly Role[];
}

import type { IncomingHttpHeaders } from "node:http";
import { principalByKey, principalBySession } from "../access/access.service.ts";
import type { Principal } from "../access/principal.model.ts";
import { localId } from "../graph/node.ts";
import type { Database } from "../postgres/pool.ts";
import { Fault } from "./fault.ts";

export const cookieName = "qipan_session";

/** What a request shows of its sender; headers of an HTTP request or of a WebSocket upgrade. */
export interface Shown {
  readonly headers: IncomingHttpHeaders;
  /** Reads only: a browser sends no Origin with a plain GET of its own site. */
  readonly safe: boolean;
}

/**
 * Who asks. A key that is not good ends the request: it must not be answered as if nobody had
 * asked. A cookie counts only from this site's own pages.
 */
export async function readCaller(
  database: Database,
  { headers, safe }: Shown,
): Promise<Principal | undefined> {
  const key = bearerOf(headers.authorization);
  if (key !== undefined) {
    const principal = await principalByKey(database, key);
    if (principal === undefined) throw new Fault("CREDENTIAL_NOT_GOOD", 401);
    return actingFor(principal, headers["x-qipan-org"]);
  }
  const token = cookieOf(headers.cookie);
  if (token === undefined) return undefined;
  if (!isOwnOrigin(headers, safe)) throw new Fault("ORIGIN_NOT_ALLOWED", 403);
  const principal = await principalBySession(database, token);
  return principal === undefined ? undefined : actingFor(principal, headers["x-qipan-org"]);
}

/** `Authorization: Bearer …`; any other scheme is shown as a key that cannot be good. */
function bearerOf(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  return /^Bearer +(\S+)$/i.exec(header)?.[1] ?? "";
}

export function cookieOf(header: string | undefined): string | undefined {
  const pairs = (header ?? "").split(";").map((pair) => pair.trim().split("="));
  return pairs.find(([name]) => name === cookieName)?.[1];
}

export function isOwnOrigin(headers: IncomingHttpHeaders, safe: boolean): boolean {
  const { origin, host } = headers;
  if (origin !== undefined)
    return host !== undefined && /^https?:\/\/(.+)$/.exec(origin)?.[1] === host;
  const site = headers["sec-fetch-site"];
  return safe && (site === undefined || site === "same-origin" || site === "none");
}

function actingFor(principal: Principal, header: string | string[] | undefined): Principal {
  if (header === undefined) return principal;
  const named = String(header);
  const orgId = localId(named)?.id ?? named;
  if (!principal.memberships.some((held) => held.orgId === orgId))
    throw new Fault("ORGANIZATION_NOT_YOURS", 403);
  return { ...principal, orgId };
}

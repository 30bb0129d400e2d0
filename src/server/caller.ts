import type { IncomingHttpHeaders } from "node:http";
import { principalByKey, principalBySession } from "../access/access.service.ts";
import type { Principal } from "../access/principal.model.ts";
import { localId } from "../graph/node.ts";
import type { Database } from "../postgres/pool.ts";
import type { Asking } from "./asking.ts";
import type { Brake } from "./brake.ts";
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
  brake: Brake,
  { headers, safe }: Shown,
  { address, requestId }: Asking,
): Promise<Principal | undefined> {
  const key = bearerOf(headers.authorization);
  const token = key === undefined ? cookieOf(headers.cookie) : undefined;
  if (key === undefined && token === undefined) return undefined;
  if (token !== undefined && !isOwnOrigin(headers, safe))
    throw new Fault("ORIGIN_NOT_ALLOWED", 403);
  const principal =
    key === undefined
      ? await principalBySession(database, token ?? "")
      : await principalByKey(database, key);
  if (principal !== undefined) {
    brake.pass(address);
    return { ...actingFor(principal, headers["x-qipan-org"]), requestId };
  }
  // A good credential never waits, or whoever guesses would slow those who share the address.
  await sleep(brake.delayMs(address));
  brake.fail(address);
  // A browser's session simply ends: its pages ask who is signed in and find nobody.
  if (key === undefined) return undefined;
  throw new Fault("CREDENTIAL_NOT_GOOD", 401);
}

const sleep = (ms: number): Promise<void> =>
  ms === 0 ? Promise.resolve() : new Promise((resolve) => void setTimeout(resolve, ms));

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

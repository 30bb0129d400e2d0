import type { IncomingHttpHeaders } from "node:http";
import { principalByKey, principalBySession, principalByToken } from "../access/access.service.ts";
import type { Principal } from "../access/principal.model.ts";
import { localId } from "../graph/node.ts";
import type { Database } from "../postgres/pool.ts";
import type { Asking } from "./asking.ts";
import type { Brake } from "./brake.ts";
import { Fault } from "./fault.ts";
import { cookieIn, cookieNames, isOwnOrigin, type Site } from "./site.ts";
import { isToken, type Tokens } from "./tokens.ts";

/** What is asked of whoever comes, on every way into the hub. */
export interface Door {
  readonly database: Database;
  readonly brake: Brake;
  readonly site: Site;
  /** Absent where no issuer of tokens is set. */
  readonly tokens?: Tokens | undefined;
}

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
  door: Door,
  { headers, safe }: Shown,
  { address, requestId }: Asking,
): Promise<Principal | undefined> {
  const { brake, site } = door;
  const bearer = bearerOf(headers.authorization);
  const cookie =
    bearer === undefined ? cookieIn(headers.cookie, cookieNames(site).session) : undefined;
  if (bearer === undefined && cookie === undefined) return undefined;
  if (cookie !== undefined && !isOwnOrigin(site, headers, safe))
    throw new Fault("ORIGIN_NOT_ALLOWED", 403);
  const principal =
    bearer === undefined
      ? await principalBySession(door.database, cookie ?? "")
      : await principalByBearer(door, bearer);
  if (principal !== undefined) {
    brake.pass(address);
    return { ...actingFor(principal, headers["x-qipan-org"]), requestId };
  }
  // A good credential never waits, or whoever guesses would slow those who share the address.
  await brake.wait(address);
  brake.fail(address);
  // A browser's session simply ends: its pages ask who is signed in and find nobody.
  if (bearer === undefined) return undefined;
  throw new Fault("CREDENTIAL_NOT_GOOD", 401);
}

/** Keys and tokens are told apart by their shape alone. */
async function principalByBearer(
  { database, tokens }: Door,
  text: string,
): Promise<Principal | undefined> {
  if (!isToken(text)) return principalByKey(database, text);
  const said = await tokens?.verify(text);
  return said === undefined ? undefined : principalByToken(database, said, said.until);
}

/** `Authorization: Bearer …`; any other scheme is shown as a key that cannot be good. */
function bearerOf(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  return /^Bearer +(\S+)$/i.exec(header)?.[1] ?? "";
}

function actingFor(principal: Principal, header: string | string[] | undefined): Principal {
  if (header === undefined) return principal;
  const named = String(header);
  const orgId = localId(named)?.id ?? named;
  if (!principal.memberships.some((held) => held.orgId === orgId))
    throw new Fault("ORGANIZATION_NOT_YOURS", 403);
  return { ...principal, orgId };
}

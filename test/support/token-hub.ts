import type { JWTPayload } from "jose";
import { addPrincipal, grantRole } from "../../src/access/grant.service.ts";
import { proxiesOf } from "../../src/server/address.ts";
import { startTestHub, type TestHub } from "./client.ts";
import { openEmbeddedTest } from "./embedded.ts";
import { json, whoAmI } from "./http.ts";
import { audience, type TestIssuer } from "./issuer.ts";
import { neighbours } from "./neighbours.ts";

/** So little may the clocks differ here, or a test of what has expired would take a minute. */
const skewSeconds = 1;

/** A hub that takes the tokens of that issuer, and knows two of its machines. */
export async function startTokenHub(issuer: TestIssuer, keysSeconds = 60): Promise<TestHub> {
  const jwksUrl = new URL(issuer.jwksUrl);
  const jwt = { issuer: issuer.url, audience, jwksUrl, skewSeconds, keysSeconds };
  const { proxies } = proxiesOf("127.0.0.1");
  const hub = await startTestHub(await openEmbeddedTest(), {
    ...{ world: neighbours, config: { jwt, proxies } },
  });
  for (const name of ["machine-weather", "machine-brief"]) {
    const oidcSubject = `${issuer.url}|${name}`;
    await addPrincipal(hub.database, { id: name, kind: "MACHINE", name, oidcSubject });
    await grantRole(hub.database, name, "ORG-G01", "VIEWER");
  }
  return hub;
}

/** Each from an address of its own, unless one is named: who guesses is slowed by address. */
export const showToken = (hub: TestHub, token: string, from = elsewhere()): Promise<Response> =>
  fetch(
    `${hub.url}/graphql`,
    json(whoAmI, { authorization: `Bearer ${token}`, "x-forwarded-for": from }),
  );

let addresses = 0;
export const elsewhere = (): string => {
  addresses += 1;
  return `10.0.${String(addresses >> 8)}.${String(addresses % 256)}`;
};

export const seconds = (): number => Math.floor(Date.now() / 1000);

/** What a good token says, but for what is changed. */
export const claimsOf = (issuer: TestIssuer, changed: JWTPayload = {}): JWTPayload => ({
  ...{ iss: issuer.url, aud: audience, sub: "machine-weather" },
  ...{ iat: seconds(), exp: seconds() + 60 },
  ...changed,
});

import { proxiesOf } from "../../src/server/address.ts";
import { startTestHub, type TestHub } from "./client.ts";
import type { Jar, Page } from "./browser-jar.ts";
import { openEmbeddedTest } from "./embedded.ts";
import { bodyOf } from "./http.ts";
import { hubClient, startIssuer, type TestIssuer } from "./issuer.ts";
import { neighbours } from "./neighbours.ts";
import { addPrincipal } from "../../src/access/grant.service.ts";

/** Where one signs in. */
interface Place {
  readonly hub: Pick<TestHub, "url">;
}

/** A hub whose people sign in at an issuer; 王 is its duty officer. */
export interface SignInHub extends Place {
  readonly hub: TestHub;
  readonly issuer: TestIssuer;
  close(): Promise<void>;
}

export async function startSignInHub(): Promise<SignInHub> {
  const issuer = await startIssuer();
  const { id: clientId, secret: clientSecret } = hubClient;
  const oidc = { issuer: new URL(issuer.url), clientId, clientSecret };
  const { proxies } = proxiesOf("127.0.0.1");
  const hub = await startTestHub(await openEmbeddedTest(), {
    ...{ world: neighbours, config: { oidc, proxies } },
  });
  issuer.register(hub.url);
  const name = "乌海市值班员(示例)";
  const oidcSubject = `${issuer.url}|wang`;
  await addPrincipal(hub.database, { id: "usr-g01-dispatcher", kind: "PERSON", name, oidcSubject });
  const close = async (): Promise<void> => {
    await hub.close();
    await issuer.close();
  };
  return { hub, issuer, close };
}

/** Signs in at the issuer as that account, and answers the page that one ends on. */
export async function signIn(
  { hub }: Place,
  jar: Jar,
  account: string,
  to?: string,
): Promise<Page> {
  const path = `/auth/sign-in${to === undefined ? "" : `?to=${encodeURIComponent(to)}`}`;
  const login = await jar.go(`${hub.url}${path}`);
  const page = await jar.submit(login, { login: account, password: "any" });
  return page.url.includes("/interaction/") ? jar.submit(page, {}) : page;
}

/** Whom the hub takes the browser for. */
export async function viewerIn({ hub }: Place, jar: Jar) {
  const headers = { origin: hub.url, "content-type": "application/json" };
  const query = "{ viewer { id name signedInBy signedInUntil memberships { roles } } }";
  const init = { method: "POST", headers, body: JSON.stringify({ query }) };
  const asked = await jar.ask(`${hub.url}/graphql`, init);
  return ((await bodyOf(asked)).data as { viewer: Record<string, unknown> | null }).viewer;
}

/** The address that the issuer leads 王 back to, not followed. */
export async function answered({ hub }: Place, jar: Jar): Promise<URL> {
  const page = await jar.go(`${hub.url}/auth/sign-in`);
  const formOf = (text: string): string =>
    /<form[^>]*action="([^"]*)"/.exec(text)?.[1] ?? (jar.visited.at(-1) as string);
  const post = (to: string, fields: Record<string, string>) =>
    jar.ask(new URL(to, jar.visited.at(-1)).href, {
      method: "POST",
      body: new URLSearchParams(fields),
    });
  let response = await post(formOf(page.text), { prompt: "login", login: "wang", password: "x" });
  for (;;) {
    const to = response.headers.get("location");
    if (to?.startsWith(`${hub.url}/auth/callback`) === true) return new URL(to);
    response =
      to === null
        ? await post(formOf(await response.text()), { prompt: "consent" })
        : await jar.ask(new URL(to, jar.visited.at(-1)).href);
  }
}

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK, type JWTPayload } from "jose";
import Provider, { type Configuration } from "oidc-provider";

/** A real OIDC server on loopback: people sign in at it, and machines have tokens of it. */
export interface TestIssuer {
  readonly url: string;
  readonly jwksUrl: string;
  /** How often its keys were read. */
  keyReads(): number;
  /** Lets a hub at that origin sign people in. */
  register(origin: string): void;
  /** A token of its own making for a client of that name. */
  token(client?: string): Promise<string>;
  /** Whatever is said, signed with its key of today. */
  sign(claims: JWTPayload, header?: Record<string, unknown>): Promise<string>;
  /** Signs with a new key from now on, and no longer publishes the old one. */
  rotate(): Promise<void>;
  /** Does not answer any more, or does again. */
  fall(isDown: boolean): void;
  close(): Promise<void>;
}

export const hubClient = { id: "qipan-hub", secret: "hub-secret-of-the-tests-0123456789abcdef" };
export const audience = "https://hub.example/graphql";
export const machineSecret = "machine-secret-of-the-tests-0123456789abcd";
/** Clients that have tokens; one of them the hub does not know. */
const machines = ["machine-weather", "machine-stranger", "machine-brief"];
const briefSeconds = 2;

export async function startIssuer(): Promise<TestIssuer> {
  let [keys, down, reads] = [await newKeys(), false, 0];
  const origins: string[] = [];
  const server = createServer((request, response) => serve(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  let handle = handlerOf(url, keys, origins);
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    if (request.url === "/jwks") reads += 1;
    if (down) response.writeHead(500).end("down");
    else void handle(request, response);
  };
  return {
    url,
    jwksUrl: `${url}/jwks`,
    keyReads: () => reads,
    register: (origin) => {
      origins.push(origin);
      handle = handlerOf(url, keys, origins);
    },
    token: (client = "machine-weather") => tokenFor(url, client),
    sign: async (claims, header = {}) => {
      const key = await importJWK(keys[0]!, "ES256");
      const head = { alg: "ES256", kid: keys[0]!.kid!, ...header };
      return new SignJWT(claims).setProtectedHeader(head).sign(key);
    },
    rotate: async () => {
      keys = await newKeys();
      handle = handlerOf(url, keys, origins);
    },
    fall: (isDown) => {
      down = isDown;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function newKeys(): Promise<JWK[]> {
  const pairs = await Promise.all([
    generateKeyPair("ES256", { extractable: true }),
    generateKeyPair("RS256", { extractable: true }),
  ]);
  const mark = Math.random().toString(36).slice(2);
  const jwks = await Promise.all(pairs.map(({ privateKey }) => exportJWK(privateKey)));
  return jwks.map((jwk, at) => ({
    ...jwk,
    kid: `${mark}-${String(at)}`,
    use: "sig",
    alg: at === 0 ? "ES256" : "RS256",
  }));
}

function handlerOf(url: string, keys: readonly JWK[], origins: readonly string[]) {
  const provider = new Provider(url, configurationOf(keys, origins));
  return provider.callback();
}

const configurationOf = (keys: readonly JWK[], origins: readonly string[]): Configuration => ({
  jwks: { keys: keys },
  cookies: { keys: ["cookie-key-of-the-tests"] },
  clients: [
    {
      client_id: hubClient.id,
      client_secret: hubClient.secret,
      redirect_uris: origins.map((origin) => `${origin}/auth/callback`),
      post_logout_redirect_uris: origins.map((origin) => `${origin}/`),
    },
    ...machines.map((name) => ({
      client_id: name,
      client_secret: machineSecret,
      grant_types: ["client_credentials"],
      redirect_uris: [],
      response_types: [],
    })),
  ],
  pkce: { required: () => true },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, roles: ["ADMIN"] }) }),
  ttl: { Session: 3600, Interaction: 600, Grant: 3600, IdToken: 600, AccessToken: 600 },
  features: {
    devInteractions: { enabled: true },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_context, resource, client) => ({
        scope: "",
        audience: resource,
        accessTokenFormat: "jwt",
        accessTokenTTL: client.clientId === "machine-brief" ? briefSeconds : 600,
        jwt: { sign: { alg: "ES256" } },
      }),
    },
  },
});

async function tokenFor(url: string, client: string): Promise<string> {
  const basic = Buffer.from(`${client}:${machineSecret}`).toString("base64");
  const response = await fetch(`${url}/token`, {
    method: "POST",
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: "client_credentials", resource: audience }),
  });
  const body = (await response.json()) as { access_token?: string };
  if (body.access_token === undefined) throw new Error(JSON.stringify(body));
  return body.access_token;
}

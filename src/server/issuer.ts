import { createHmac } from "node:crypto";
import * as oidc from "openid-client";
import { newSecret, type Identity } from "../access/access.service.ts";
import { isLoopback } from "./loopback.ts";

export interface OidcSettings {
  readonly issuer: URL;
  readonly clientId: string;
  /** Absent for a public client, which PKCE alone protects. */
  readonly clientSecret?: string | undefined;
}

/** Why nobody was signed in. What the issuer wrote beside it stays out of every log. */
export class SignInFailed extends Error {
  readonly why: "DOWN" | "DENIED" | "NOT_GOOD";

  constructor(why: SignInFailed["why"], cause: unknown) {
    super(`${why} ${nameOf(cause)}`);
    this.why = why;
  }
}

function nameOf(cause: unknown): string {
  if (!(cause instanceof Error)) return "";
  const { code, error } = cause as { code?: unknown; error?: unknown };
  const told = [code, error].filter((word) => typeof word === "string" && /^\w{1,60}$/.test(word));
  return [cause.name, ...told].join(" ");
}

const retryAfterMs = 5_000;
const timeoutSeconds = 10;
const skewSeconds = 60;

/** One secret of the browser's, and what is told of it to others: each says nothing of the rest. */
const told = (secret: string, of: string): string =>
  createHmac("sha256", secret).update(of).digest("base64url");

/** Who came back, and what tells the issuer at the end whose session is to be ended. */
export interface Came extends Identity {
  readonly hint: string | undefined;
}

/** The identity provider: found when it is first needed, and again until it answers. */
export class Issuer {
  readonly #settings: OidcSettings;
  #found: Promise<oidc.Configuration> | undefined;
  #failedAt = -Infinity;
  #failure: unknown;

  constructor(settings: OidcSettings) {
    this.#settings = settings;
  }

  /** Where to send a browser, and the secret that it must bring back in its cookie. */
  async begin(redirectUri: string): Promise<{ readonly url: URL; readonly secret: string }> {
    const configuration = await this.#configuration();
    const secret = newSecret();
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: "openid",
      state: told(secret, "state"),
      nonce: told(secret, "nonce"),
      code_challenge: await oidc.calculatePKCECodeChallenge(told(secret, "verifier")),
      code_challenge_method: "S256",
    });
    return { url, secret };
  }

  /** Who came back to `url`, by the issuer's word given for this browser and this sign-in only. */
  async finish(url: URL, secret: string): Promise<Came> {
    const configuration = await this.#configuration();
    try {
      const answer = await oidc.authorizationCodeGrant(configuration, url, {
        pkceCodeVerifier: told(secret, "verifier"),
        expectedState: told(secret, "state"),
        expectedNonce: told(secret, "nonce"),
        idTokenExpected: true,
      });
      const claims = answer.claims();
      if (claims === undefined) throw new Error("an answer without an identity");
      return { issuer: claims.iss, subject: claims.sub, hint: answer.id_token };
    } catch (error) {
      throw new SignInFailed(whyOf(error), error);
    }
  }

  /** Where a browser is signed out at the issuer, if it offers that and can be asked. */
  async endUrl(backTo: URL, hint: string | undefined): Promise<URL | undefined> {
    const configuration = await this.#configuration().catch(() => undefined);
    if (configuration?.serverMetadata().end_session_endpoint === undefined) return undefined;
    return oidc.buildEndSessionUrl(configuration, {
      post_logout_redirect_uri: backTo.href,
      ...(hint === undefined ? {} : { id_token_hint: hint }),
    });
  }

  #configuration(): Promise<oidc.Configuration> {
    if (performance.now() - this.#failedAt < retryAfterMs)
      return Promise.reject(new SignInFailed("DOWN", this.#failure));
    this.#found ??= this.#discover().catch((error: unknown) => {
      this.#found = undefined;
      this.#failedAt = performance.now();
      this.#failure = error;
      throw new SignInFailed("DOWN", error);
    });
    return this.#found;
  }

  #discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    const plain = isLoopback(issuer.hostname) ? [oidc.allowInsecureRequests] : [];
    const metadata = { [oidc.clockTolerance]: skewSeconds };
    return oidc.discovery(issuer, clientId, metadata, authenticationOf(clientSecret), {
      execute: [...plain, oidc.enableNonRepudiationChecks],
      timeout: timeoutSeconds,
    });
  }
}

/** By the means that the issuer names; without a word from it, by that of the specification. */
function authenticationOf(secret: string | undefined): oidc.ClientAuth {
  if (secret === undefined) return oidc.None();
  const [basic, post] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  return (server, client, body, headers) => {
    const named = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    const means = named.includes("client_secret_basic") ? basic : post;
    means(server, client, body, headers);
  };
}

/** Codes of an answer that came and does not hold; all else is an issuer that gave none. */
const notGood = new Set<unknown>([
  "OAUTH_INVALID_RESPONSE",
  "OAUTH_INVALID_REQUEST",
  "OAUTH_JWT_CLAIM_COMPARISON_FAILED",
  "OAUTH_JWT_TIMESTAMP_CHECK_FAILED",
]);

function whyOf(error: unknown): SignInFailed["why"] {
  if (error instanceof oidc.AuthorizationResponseError) return "DENIED";
  if (error instanceof oidc.ResponseBodyError)
    return error.error === "invalid_grant" ? "NOT_GOOD" : "DOWN";
  return notGood.has((error as { readonly code?: unknown }).code) ? "NOT_GOOD" : "DOWN";
}

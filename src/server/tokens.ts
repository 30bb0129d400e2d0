import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JWTHeaderParameters,
  type JWTPayload,
  type JWTVerifyGetKey,
} from "jose";
import type { Identity } from "../access/access.service.ts";
import { Fault } from "./fault.ts";

export interface JwtSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: URL;
  /** How far the issuer's clock may be from ours. */
  readonly skewSeconds?: number;
  /** After so long the issuer's keys are read anew, and those that it took back count no more. */
  readonly keysSeconds?: number;
}

/** What a token that holds says: who, and until when. */
export interface Vouched extends Identity {
  readonly until: Date;
}

/** Signatures that the issuer alone can make: who checks by a shared secret could sign, too. */
const algorithms = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];
const ageMax = "24h";
const lengthMax = 8_192;
const subjectMax = 255;
/** Keys that cannot be read anew go on for so long; one that is not known is asked for so often. */
const keysAgeMs = 600_000;
const keysPauseMs = 5_000;
const keysTimeoutMs = 3_000;

export const skewSecondsUsual = 60;
const keysSecondsUsual = 60;

/** Three parts of base64url: a JWS as it travels. A key begins otherwise and has no dot. */
export const isToken = (text: string): boolean =>
  text.length <= lengthMax && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text);

/** Tokens of one issuer, checked against the keys that it publishes. */
export class Tokens {
  readonly #settings: JwtSettings;
  readonly #remote: ReturnType<typeof createRemoteJWKSet>;
  #quietUntil = 0;
  #readAt = -Infinity;

  constructor(settings: JwtSettings) {
    this.#settings = settings;
    this.#remote = createRemoteJWKSet(settings.jwksUrl, {
      cacheMaxAge: keysAgeMs,
      cooldownDuration: keysPauseMs,
      timeoutDuration: keysTimeoutMs,
    });
  }

  get skewMs(): number {
    return (this.#settings.skewSeconds ?? skewSecondsUsual) * 1000;
  }

  /** What the token says; undefined if it does not hold. Throws if its keys cannot be had. */
  async verify(token: string): Promise<Vouched | undefined> {
    const { issuer, audience } = this.#settings;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, this.#keyOf, {
        algorithms,
        issuer,
        audience,
        clockTolerance: this.skewMs / 1000,
        maxTokenAge: ageMax,
        requiredClaims: ["sub", "iat", "exp"],
      });
      return isBearer(payload, protectedHeader) ? vouched(issuer, payload) : undefined;
    } catch (error) {
      if (error instanceof Fault) throw error;
      return undefined;
    }
  }

  /** A key that is not published is the token's fault; keys that cannot be read are nobody's. */
  readonly #keyOf: JWTVerifyGetKey = async (header, token) => {
    await this.#refresh();
    try {
      return await this.#keys()(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      if (error instanceof errors.JOSENotSupported) throw error;
      const unknown = error instanceof errors.JWKSNoMatchingKey;
      if (unknown && !this.#isQuiet()) throw error;
      if (!unknown) this.#quietUntil = performance.now() + keysPauseMs;
      throw new Fault("ISSUER_DOWN", 503);
    }
  };

  /** A key that its issuer took back must not count for as long as one may do without it. */
  async #refresh(): Promise<void> {
    const now = performance.now();
    const keysMs = (this.#settings.keysSeconds ?? keysSecondsUsual) * 1000;
    if (this.#isQuiet() || now < this.#readAt + keysMs) return;
    try {
      // The first reading is that of the first token.
      if (this.#remote.fresh) await this.#remote.reload();
      this.#readAt = now;
    } catch {
      this.#quietUntil = performance.now() + keysPauseMs;
    }
  }

  /** After a failure the issuer is left in peace for a while, and what is known goes on. */
  #keys(): JWTVerifyGetKey {
    if (!this.#isQuiet()) return this.#remote;
    const known = this.#remote.fresh ? this.#remote.jwks() : undefined;
    return createLocalJWKSet(known ?? { keys: [] });
  }

  #isQuiet(): boolean {
    return performance.now() < this.#quietUntil;
  }
}

/** Not a token of another purpose, and none that is bound to a key which the bearer must prove. */
function isBearer({ cnf }: JWTPayload, { typ = "JWT" }: JWTHeaderParameters): boolean {
  const kind = typ.toLowerCase().replace(/^application\//, "");
  return cnf === undefined && (kind === "jwt" || kind === "at+jwt");
}

function vouched(issuer: string, { sub, exp }: JWTPayload): Vouched | undefined {
  if (sub === undefined || sub === "" || sub.length > subjectMax || exp === undefined)
    return undefined;
  return { issuer, subject: sub, until: new Date(exp * 1000) };
}

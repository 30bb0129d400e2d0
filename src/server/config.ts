import { readFileSync } from "node:fs";
import type { Database } from "../postgres/pool.ts";
import { proxiesOf, type Proxies } from "./address.ts";
import type { CorsOrigins } from "./cors.ts";
import type { OidcSettings } from "./issuer.ts";
import { isLoopback } from "./loopback.ts";
import type { JwtSettings } from "./tokens.ts";

/** What a hub is told from outside, read once at start. */
export interface HubConfig {
  readonly host: string;
  readonly port: number;
  /** Sign-in by naming oneself; honoured on an EXERCISE hub only. */
  readonly devLogin: boolean;
  readonly feedDays: number;
  /** Whose word on the caller's address is believed; by default nobody's. */
  readonly proxies?: Proxies;
  /** Where browsers find the hub, if not where it listens. */
  readonly publicUrl?: URL;
  /** Sites whose pages may read the API; none unless named. */
  readonly corsOrigins?: CorsOrigins;
  readonly oidc?: OidcSettings;
  readonly jwt?: JwtSettings;
}

type Environment = Readonly<Record<string, string | undefined>>;

export class ConfigWrong extends Error {
  readonly findings: readonly string[];

  constructor(findings: readonly string[]) {
    const list = findings.map((finding) => `  - ${finding}`).join("\n");
    super(`配置有误,未启动 / the configuration is wrong, not started:\n${list}`);
    this.findings = findings;
  }
}

/** Reads the whole environment, and says all that is wrong with it at once. */
export function readConfig(env: Environment, shape: Database["shape"]): HubConfig {
  const reader = new Reader(env);
  for (const name of ["DATABASE_URL", "DATABASE_OWNER_URL"]) reader.database(name);
  for (const name of ["DATABASE_DIRECT_URL", "DATABASE_REPLICA_URL"]) reader.database(name);
  const host = reader.text("HOST") ?? "127.0.0.1";
  const seed = reader.oneOf("QIPAN_SEED", ["none", "tiny", "demo", "city", "province"]);
  const isDemo = (seed ?? (shape === "EMBEDDED" ? "demo" : "none")) !== "none";
  const config: HubConfig = {
    host,
    port: reader.whole("PORT", 0, 65_535) ?? 4000,
    feedDays: reader.whole("QIPAN_FEED_DAYS", 1, 3650) ?? 90,
    ...reader.proxies("QIPAN_TRUSTED_PROXIES"),
    ...reader.origins("QIPAN_CORS_ORIGINS"),
    ...reader.identity(host),
    devLogin:
      reader.yesNo("QIPAN_DEV_LOGIN") ?? (shape === "EMBEDDED" && isDemo && isLoopback(host)),
  };
  if (reader.findings.length > 0) throw new ConfigWrong(reader.findings);
  return config;
}

/** A secret stands in `NAME`, or in the file that `NAME_FILE` names; never in both. */
export function readSecret(env: Environment, name: string): string | undefined {
  const reader = new Reader(env);
  const secret = reader.secret(name);
  if (reader.findings.length > 0) throw new ConfigWrong(reader.findings);
  return secret;
}

/** Reads value after value and remembers what is wrong. Secrets are never repeated. */
class Reader {
  readonly findings: string[] = [];
  readonly #env: Environment;

  constructor(env: Environment) {
    this.#env = env;
  }

  text(name: string): string | undefined {
    const value = this.#env[name]?.trim();
    return value === "" ? undefined : value;
  }

  whole(name: string, least: number, most: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    const range = `${String(least)}–${String(most)}`;
    this.#wrong(name, `应为 ${range} 的整数`, `a whole number, ${range}`, text);
    return undefined;
  }

  oneOf(name: string, choices: readonly string[]): string | undefined {
    const text = this.text(name);
    if (text === undefined || choices.includes(text)) return text;
    this.#wrong(name, `可选 ${choices.join("、")}`, `one of ${choices.join(", ")}`, text);
    return undefined;
  }

  yesNo(name: string): boolean | undefined {
    const text = this.text(name)?.toLowerCase();
    if (text === undefined) return undefined;
    if (["1", "true", "on", "yes"].includes(text)) return true;
    if (["0", "false", "off", "no"].includes(text)) return false;
    this.#wrong(name, "应为 on 或 off", "on or off", text);
    return undefined;
  }

  proxies(name: string): { readonly proxies?: Proxies } {
    const text = this.text(name);
    if (text === undefined) return {};
    const { proxies, wrong } = proxiesOf(text);
    for (const part of wrong)
      this.#wrong(name, "应为地址或网段,用逗号分隔", "addresses or networks, by commas", part);
    return { proxies };
  }

  /** Origins as a browser says them, so that one is compared letter by letter. */
  origins(name: string): { readonly corsOrigins?: CorsOrigins } {
    const named = (this.text(name)?.split(",") ?? []).map((part) => part.trim());
    const isOrigin = (text: string): boolean =>
      text === "*" ||
      (/^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text);
    for (const wrong of named.filter((text) => !isOrigin(text)))
      this.#wrong(
        name,
        "应为来源,如 https://a.example",
        "origins, such as https://a.example",
        wrong,
      );
    return named.length === 0 ? {} : { corsOrigins: new Set(named) };
  }

  secret(name: string): string | undefined {
    const [text, file] = [this.text(name), this.text(`${name}_FILE`)];
    if (file === undefined) return text;
    if (text !== undefined) {
      this.#wrong(name, `与 ${name}_FILE 只能设一个`, `set it or ${name}_FILE, not both`);
      return undefined;
    }
    try {
      return readFileSync(file, "utf8").trim();
    } catch {
      this.#wrong(`${name}_FILE`, "文件无法读取", "this file cannot be read", file);
      return undefined;
    }
  }

  /** Its login and password stay out of the message. */
  database(name: string): void {
    const url = this.secret(name);
    if (url === undefined || /^postgres(ql)?:\/\/./.test(url)) return;
    this.#wrong(name, "应为 postgres:// 地址", "a postgres:// address");
  }

  identity(host: string): Pick<HubConfig, "publicUrl" | "oidc" | "jwt"> {
    const publicUrl = this.address("QIPAN_PUBLIC_URL");
    if (publicUrl !== undefined && publicUrl.href !== `${publicUrl.origin}/`)
      this.#wrong("QIPAN_PUBLIC_URL", "不得带路径", "without a path");
    const [oidc, jwt] = [this.#oidc(), this.#jwt()];
    if (oidc !== undefined && publicUrl === undefined && !isLoopback(host))
      this.#wrong("QIPAN_PUBLIC_URL", "启用统一身份登录时须设置", "needed for sign-in by OIDC");
    if (oidc !== undefined && jwt?.audience === oidc.clientId)
      this.#wrong(
        "QIPAN_JWT_AUDIENCE",
        "不得与 QIPAN_OIDC_CLIENT_ID 相同",
        "must not be QIPAN_OIDC_CLIENT_ID: a person's identity would pass as a token",
      );
    return { ...(publicUrl && { publicUrl }), ...(oidc && { oidc }), ...(jwt && { jwt }) };
  }

  #oidc(): OidcSettings | undefined {
    const clientSecret = this.secret("QIPAN_OIDC_CLIENT_SECRET");
    const issuer = this.address("QIPAN_OIDC_ISSUER");
    const names = ["QIPAN_OIDC_ISSUER", "QIPAN_OIDC_CLIENT_ID"];
    const [, clientId = ""] = this.#together(names, clientSecret) ?? [];
    return issuer && clientId !== "" ? { issuer, clientId, clientSecret } : undefined;
  }

  #jwt(): JwtSettings | undefined {
    const jwksUrl = this.address("QIPAN_JWT_JWKS_URL");
    const named = this.address("QIPAN_JWT_ISSUER");
    const names = ["QIPAN_JWT_ISSUER", "QIPAN_JWT_AUDIENCE", "QIPAN_JWT_JWKS_URL"];
    const [issuer = "", audience = ""] = this.#together(names) ?? [];
    return jwksUrl && named && audience !== "" ? { issuer, audience, jwksUrl } : undefined;
  }

  /** Their values, if any is set; those that are not set then are asked for. */
  #together(names: readonly string[], beside?: string): readonly string[] | undefined {
    const values = names.map((name) => this.text(name));
    if (values.every((value) => value === undefined) && beside === undefined) return undefined;
    for (const [at, name] of names.entries())
      if (values[at] === undefined) this.#wrong(name, "须一并设置", "needed with its siblings");
    return values.map((value) => value ?? "");
  }

  /** An address that nobody on the way can read or change; plain http within this machine only. */
  address(name: string): URL | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const plain = url?.protocol === "http:" && isLoopback(url.hostname);
    const good = url?.protocol === "https:" || plain;
    if (url !== undefined && good && url.username === "" && !text.includes("|")) return url;
    this.#wrong(name, "应为 https:// 地址", "an https:// address");
    return undefined;
  }

  #wrong(name: string, zh: string, en: string, value?: string): void {
    const shown = value === undefined ? "" : ` “${value.slice(0, 40)}”`;
    this.findings.push(`${name}${shown}: ${zh} / ${en}`);
  }
}

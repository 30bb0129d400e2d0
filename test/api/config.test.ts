import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigWrong, readConfig, readSecret } from "../../src/server/config.ts";

const findings = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env, "EMBEDDED");
    return [];
  } catch (error) {
    if (error instanceof ConfigWrong) return error.findings;
    throw error;
  }
};

describe("the configuration", () => {
  it("has defaults by shape: sign-in by name only for the embedded demo on loopback", () => {
    const embedded = { host: "127.0.0.1", port: 4000, feedDays: 90, devLogin: true };
    expect(readConfig({}, "EMBEDDED")).toEqual(embedded);
    const isOpen = (env: Record<string, string>, shape: "EMBEDDED" | "SERVER") =>
      readConfig(env, shape).devLogin;
    expect(isOpen({}, "SERVER")).toBe(false);
    expect(isOpen({ QIPAN_SEED: "none" }, "EMBEDDED")).toBe(false);
    expect(isOpen({ HOST: "0.0.0.0" }, "EMBEDDED")).toBe(false);
    expect(isOpen({ QIPAN_DEV_LOGIN: "on", QIPAN_SEED: "demo" }, "SERVER")).toBe(true);
    expect(isOpen({ QIPAN_DEV_LOGIN: "off" }, "EMBEDDED")).toBe(false);
  });

  it("says all that is wrong in one message, in both languages, and no secret", () => {
    const wrong = findings({
      PORT: "70000",
      QIPAN_FEED_DAYS: "0",
      QIPAN_DEV_LOGIN: "perhaps",
      QIPAN_SEED: "huge",
      DATABASE_URL: "mysql://root:hunter2@db/x",
      HOST: "0.0.0.0",
      QIPAN_PUBLIC_URL: "https://hub.example/qipan",
      QIPAN_OIDC_ISSUER: "http://id.example",
      QIPAN_OIDC_CLIENT_SECRET: "swordfish",
      QIPAN_JWT_ISSUER: "https://robot:hunter2@id.example",
      QIPAN_JWT_JWKS_URL: "ftp://id.example/jwks",
    });
    expect(wrong).toHaveLength(11);
    for (const secret of ["hunter2", "swordfish"]) expect(wrong.join()).not.toContain(secret);
    for (const name of ["PUBLIC_URL", "OIDC_CLIENT_ID", "JWT_AUDIENCE"])
      expect(wrong.join()).toContain(`QIPAN_${name}`);
    for (const finding of wrong) expect(finding).toMatch(/[\u4e00-\u9fff].* \/ [a-z]/);
  });

  it("names the sites whose pages may read the API, each as a browser says it", () => {
    const named = { QIPAN_CORS_ORIGINS: "https://a.example, http://localhost:3000" };
    const expected = new Set(["https://a.example", "http://localhost:3000"]);
    expect(readConfig(named, "EMBEDDED").corsOrigins).toEqual(expected);
    expect(readConfig({}, "EMBEDDED").corsOrigins).toBeUndefined();
    for (const wrong of ["https://a.example/", "a.example", "https://A.example", "null", "x,,"])
      expect(findings({ QIPAN_CORS_ORIGINS: wrong }).length).toBeGreaterThan(0);
  });

  it("names who vouches for people and machines, over lines that nobody reads", () => {
    const oidc = { QIPAN_OIDC_ISSUER: "https://id.example/realm", QIPAN_OIDC_CLIENT_ID: "hub" };
    const jwt = {
      QIPAN_JWT_ISSUER: "https://id.example/realm",
      QIPAN_JWT_AUDIENCE: "https://hub.example",
      QIPAN_JWT_JWKS_URL: "https://id.example/realm/keys",
    };
    const file = join(mkdtempSync(join(tmpdir(), "qipan-")), "secret");
    writeFileSync(file, "swordfish\n");
    const secret = { QIPAN_OIDC_CLIENT_SECRET_FILE: file };
    expect(readConfig({ ...oidc, ...jwt, ...secret }, "EMBEDDED")).toMatchObject({
      oidc: {
        issuer: new URL("https://id.example/realm"),
        clientId: "hub",
        clientSecret: "swordfish",
      },
      jwt: { issuer: "https://id.example/realm", audience: "https://hub.example" },
    });
    expect(findings({ ...oidc, QIPAN_OIDC_ISSUER: "http://127.0.0.1:9000" })).toEqual([]);
    expect(findings({ ...oidc, HOST: "0.0.0.0" })).toHaveLength(1);
    const open = { HOST: "0.0.0.0", QIPAN_PUBLIC_URL: "https://hub.example" };
    expect(findings({ ...oidc, ...open })).toEqual([]);
    // Whoever signs in with a browser must not be able to show that proof as a machine.
    const mixed = { ...oidc, ...jwt, QIPAN_JWT_AUDIENCE: "hub" };
    expect(findings(mixed).join()).toContain("QIPAN_JWT_AUDIENCE");
    for (const name of Object.keys(jwt)) expect(findings({ ...jwt, [name]: "" })).toHaveLength(1);
  });

  it("reads a secret from a file, from one place only", () => {
    const file = join(mkdtempSync(join(tmpdir(), "qipan-")), "url");
    writeFileSync(file, "postgres://u:p@h/d\n");
    expect(readSecret({ DATABASE_URL_FILE: file }, "DATABASE_URL")).toBe("postgres://u:p@h/d");
    expect(findings({ DATABASE_URL_FILE: file })).toEqual([]);
    expect(findings({ DATABASE_URL_FILE: `${file}.absent` })).toHaveLength(1);
    expect(findings({ DATABASE_URL_FILE: file, DATABASE_URL: "postgres://a/b" })).toHaveLength(1);
  });
});

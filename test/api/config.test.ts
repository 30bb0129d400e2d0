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
      QIPAN_OIDC_ISSUER: "https://id.example",
    });
    expect(wrong).toHaveLength(6);
    expect(wrong.join()).not.toContain("hunter2");
    for (const finding of wrong) expect(finding).toMatch(/[\u4e00-\u9fff].* \/ [a-z]/);
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

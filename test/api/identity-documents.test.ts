import "reflect-metadata";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "../../src/server/config.ts";
import { startHubProcess, type HubProcess } from "../support/hub-process.ts";
import { audience, machineSecret, startIssuer, type TestIssuer } from "../support/issuer.ts";
import { play, readDocument, stepsOf, told } from "../support/walks.ts";

describe.each(["docs/identity.md", "docs/identity.zh.md"])("%s", (path) => {
  let [issuer, hub, folder] = [] as unknown as [TestIssuer, HubProcess, string];
  beforeEach(async () => {
    issuer = await startIssuer();
    folder = await mkdtemp(join(tmpdir(), "qipan-identity-"));
    hub = await startHubProcess({
      ...{ QIPAN_DATA_DIR: folder, QIPAN_SEED: "tiny", QIPAN_JWT_ISSUER: issuer.url },
      ...{ QIPAN_JWT_AUDIENCE: audience, QIPAN_JWT_JWKS_URL: issuer.jwksUrl },
    });
  });
  afterEach(async () => {
    await hub.stop();
    await issuer.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("has commands that run as they stand, and print what it says", async () => {
    const steps = stepsOf(await readDocument(path));
    expect(steps).toHaveLength(6);
    const printed = await play(steps, {
      ...{ HUB: hub.url, QIPAN_DATA_DIR: folder },
      ...{ ISSUER: issuer.url, MACHINE_SECRET: machineSecret },
    });
    for (const [at, { says }] of steps.entries()) expect(printed[at]).toMatch(told(says ?? "?"));
  });

  it("has settings that the hub takes", async () => {
    const blocks = [...(await readDocument(path)).matchAll(/```env\n([\s\S]*?)```/g)];
    const lines = blocks.flatMap(([, block = ""]) => block.trim().split("\n"));
    const env = Object.fromEntries(lines.map((line) => line.split("=") as [string, string]));
    const secret = { QIPAN_OIDC_CLIENT_SECRET_FILE: "", QIPAN_OIDC_CLIENT_SECRET: "secret" };
    const config = readConfig({ ...env, ...secret, HOST: "0.0.0.0" }, "SERVER");
    expect(config.publicUrl?.origin).toBe("https://hub.example");
    expect(config.oidc?.clientSecret).toBe("secret");
    expect(config.jwt?.audience).toBe(audience);
  });
});

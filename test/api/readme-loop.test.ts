import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../src/kernel/root.ts";
import { startHubProcess, type HubProcess } from "../support/hub-process.ts";

const run = promisify(execFile);

describe("the README's loop by hand", () => {
  let folder: string;
  let hub: HubProcess;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "qipan-readme-"));
    hub = await startHubProcess({ QIPAN_DATA_DIR: folder });
  });

  afterAll(async () => {
    await hub.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("runs as it stands, and the book verifies", async () => {
    const script = (await loopBlocks())
      .join("\n")
      .replace("npx qipan", "node dist/src/cli/main.js");
    const { stdout } = await run("bash", ["-euo", "pipefail", "-c", script], {
      cwd: packageRoot,
      env: { ...process.env, HUB: hub.url, QIPAN_DATA_DIR: folder, DATABASE_URL: "" },
    });
    expect(stdout).toMatch(/ISSUED\nACKNOWLEDGED\nLOADING\nRECEIVED/);
    expect(stdout).toMatch(/乌海市应急管理局.* → .*(RETURN|REFILL|COMPENSATE|PAY) \d+/);
    expect(stdout).toContain("verified");
    expect(stdout).not.toContain("undefined");
  }, 180_000);
});

async function loopBlocks(): Promise<string[]> {
  const readme = await readFile(join(packageRoot, "README.md"), "utf8");
  const [, loop = ""] = readme.split("## The loop by hand");
  return [...loop.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
}

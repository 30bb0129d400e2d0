import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildCode, buildDashboard } from "../support/build.ts";
import { startHubProcess } from "../support/hub-process.ts";

declare module "vitest" {
  interface ProvidedContext {
    hubUrl: string;
  }
}

/**
 * Once per run: the code and the dashboard are built, and one demo hub is up for all files.
 * `HUB` names a demo hub that is up already; then nothing is built or started.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.HUB;
  if (given) {
    project.provide("hubUrl", given);
    return () => Promise.resolve();
  }
  buildCode();
  buildDashboard();
  const folder = await mkdtemp(join(tmpdir(), "qipan-browser-"));
  const hub = await startHubProcess({ QIPAN_DATA_DIR: folder });
  project.provide("hubUrl", hub.url);
  return async () => {
    await hub.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

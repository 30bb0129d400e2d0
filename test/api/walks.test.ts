import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHubProcess, type HubProcess } from "../support/hub-process.ts";
import { play, readDocument, stepsOf, told } from "../support/walks.ts";

/** In this order on one hub: each walk's figures are those after the walks before it. */
const walks = [
  "README.md",
  "docs/walks/partner-developer.md",
  "docs/walks/charity.md",
  "docs/walks/depot-keeper.md",
  "docs/walks/county-finance.md",
  "docs/walks/joint-conference.md",
  "docs/walks/public.md",
];

describe("a document's commands, as they stand", () => {
  let folder: string;
  let hub: HubProcess;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "qipan-walks-"));
    hub = await startHubProcess({ QIPAN_DATA_DIR: folder });
  });
  afterAll(async () => {
    await hub.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(walks)(
    "run, and print what it says: %s",
    async (path) => {
      const text = await readDocument(path);
      const [, loop = text] = text.split("### The loop by hand");
      const [part = ""] = path === "README.md" ? loop.split("\n### ") : [loop];
      const steps = stepsOf(part);
      expect(steps.length).toBeGreaterThan(2);
      const printed = await play(steps, { HUB: hub.url, QIPAN_DATA_DIR: folder });
      for (const [at, { says }] of steps.entries())
        if (says !== null) expect(printed[at]).toMatch(told(says));
      expect(printed.join("")).not.toContain("undefined");
      if (path !== "README.md") return;
      expect(printed.join("")).toMatch(/ISSUED\nACKNOWLEDGED\nLOADING\nRECEIVED/);
      expect(printed.join("")).toMatch(/乌海市应急管理局.* → .* REFILL 19 瓶/);
      expect(printed.join("")).toContain("账实相符 / verified");
    },
    300_000,
  );
});

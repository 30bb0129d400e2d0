import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { packageRoot } from "../../src/kernel/root.ts";

const main = join(packageRoot, "dist/src/cli/main.js");

it("ends in silence where whoever reads has read enough", async () => {
  const line = 'set -o pipefail; "$0" "$1" sdl | head -n 1';
  const { stdout, stderr } = await promisify(execFile)("bash", [
    "-c",
    line,
    process.execPath,
    main,
  ]);
  expect(stdout.split("\n")).toHaveLength(2);
  expect(stderr).toBe("");
});

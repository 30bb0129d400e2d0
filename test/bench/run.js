import console from "node:console";
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import process from "node:process";

// `npm run bench [-- --json FILE]`: ratios on standard output, and a row of JSON each in FILE.
const [option, file, ...rest] = process.argv.slice(2);
if (option !== undefined && (option !== "--json" || file === undefined || rest.length > 0)) {
  console.error("npm run bench [-- --json FILE]");
  process.exit(2);
}
const env = { ...process.env };
if (file !== undefined) {
  rmSync(file, { force: true });
  env.QIPAN_BENCH_JSON = file;
}
const vitest = ["node_modules/vitest/vitest.mjs", "run", "--config", "vitest.bench.config.ts"];
process.exit(spawnSync(process.execPath, vitest, { stdio: "inherit", env }).status ?? 1);

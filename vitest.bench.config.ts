import { defineConfig } from "vitest/config";

/** Ratios measured side by side in one run: `npm run bench`. Nothing here passes by being fast. */
export default defineConfig({
  test: {
    name: "bench",
    include: ["test/bench/**/*.bench.ts"],
    reporters: ["default", "./test/support/reporter.ts"],
    fileParallelism: false,
    testTimeout: 900_000,
    hookTimeout: 900_000,
    disableConsoleIntercept: true,
  },
});

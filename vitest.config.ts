import { defineConfig } from "vitest/config";

/** type-graphql loads `graphql/index.js`; without the alias a test would load a second realm. */
const oneGraphql = { find: /^graphql$/, replacement: "graphql/index.js" };

/** Pure tests need neither a database nor a build, so they do not wait for either. */
const pure = ["test/tidy.test.ts", "test/rules/**/*.test.ts"];
const elsewhere = [
  "test/browser/**",
  "test/conformance/**",
  "test/bench/**",
  "test/soak/**",
  "test/apart/**",
];

/**
 * Files share a worker's modules, for half of a run was loading the same ones again. What a hub
 * knows lives in its database, so a file has nothing to leave behind for its neighbours. A limit
 * ends what hangs; how long good work takes is the machine's affair.
 */
const manners = { isolate: false, testTimeout: 180_000, hookTimeout: 180_000 };

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ["default", "./test/support/reporter.ts"],
    projects: [
      {
        resolve: { alias: [oneGraphql] },
        test: { name: "rules", include: pure, exclude: [], ...manners },
      },
      {
        resolve: { alias: [oneGraphql] },
        test: {
          name: "hub",
          include: ["test/**/*.test.ts"],
          exclude: [...pure, ...elsewhere],
          globalSetup: ["test/support/global-setup.ts"],
          ...manners,
        },
      },
    ],
  },
});

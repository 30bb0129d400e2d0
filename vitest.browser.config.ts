import { defineConfig } from "vitest/config";

/** The dashboard in a real Chromium, against a real hub: `npm run test:browser`. */
export default defineConfig({
  // type-graphql loads `graphql/index.js`: a hub in a test's own process would load a second realm.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    name: "browser",
    include: ["test/browser/**/*.test.ts"],
    globalSetup: ["test/browser/setup.ts"],
    reporters: ["default", "./test/support/reporter.ts"],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});

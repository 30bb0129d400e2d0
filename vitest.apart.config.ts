import { defineConfig } from "vitest/config";

/**
 * What CI runs apart from `npm test`: through Debian's PgBouncer and in Python, which no package of
 * npm brings, and a document whose commands start one hub after another.
 */
export default defineConfig({
  // type-graphql loads `graphql/index.js`; without the alias a test would load a second realm.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    name: "apart",
    include: ["test/apart/**/*.test.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    reporters: ["default", "./test/support/reporter.ts"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});

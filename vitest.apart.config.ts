import { defineConfig } from "vitest/config";

/**
 * What CI runs apart from `npm test`: through Debian's PgBouncer and in Python, which no package of
 * npm brings, and a document whose commands start one hub after another.
 */
export default defineConfig({
<<<<<<< HEAD
  // type-graphql loads `graphql/index.js`; without the alias a test would load a second realm.
=======
  // type-graphql loads `graphql/index.js`: a hub in a test's own process would load a second realm.
>>>>>>> 3ad2fd0 (Losing or gaining sight is told on the feed, and mirrors that follow it end equal; every operation by every role and relation in one table)
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    name: "apart",
    include: ["test/apart/**/*.test.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    reporters: ["default", "./test/support/reporter.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});

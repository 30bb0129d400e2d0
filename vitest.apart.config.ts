import { defineConfig } from "vitest/config";

/**
 * What CI runs apart from `npm test`: through Debian's PgBouncer, which no package of npm brings,
 * and a document whose commands start one hub after another.
 */
export default defineConfig({
  test: {
    name: "apart",
    include: ["test/apart/**/*.test.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    reporters: ["default", "./test/support/reporter.ts"],
    hookTimeout: 120_000,
  },
});

import { defineConfig } from "vitest/config";

/** Through Debian's PgBouncer, which no package of npm brings: `npx vitest run --config …`. */
export default defineConfig({
  test: {
    name: "pooled",
    include: ["test/pooled/**/*.test.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    reporters: ["default", "./test/support/reporter.ts"],
    hookTimeout: 120_000,
  },
});

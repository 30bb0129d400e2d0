import type { Reporter, SerializedError, TestModule, TestSuite } from "vitest/node";

/**
 * Closes a run with one plain line, `N passed, N failed`, for people and for scripts.
 * A file that does not load, a broken set-up and a stray rejection each count as a failure;
 * a run in which nothing ran is a failure too, for it proves nothing.
 */
export default class ClosingLine implements Reporter {
  private line = "";

  onTestRunEnd(modules: readonly TestModule[], stray: readonly SerializedError[]): void {
    const passed = modules.flatMap((module) => [...module.children.allTests("passed")]).length;
    const failed = modules.reduce((sum, module) => sum + failures(module), stray.length);
    if (passed === 0 || failed > 0) process.exitCode = 1;
    this.line = `${String(passed)} passed, ${String(failed)} failed\n`;
    // The other reporters write their summaries on this same signal; ours is the last word.
    setImmediate(() => process.stdout.write(`\n${this.line}`));
  }
}

function failures(module: TestModule): number {
  const broken = (suite: TestModule | TestSuite): number => (suite.errors().length > 0 ? 1 : 0);
  const suites = [...module.children.allSuites()].reduce((sum, suite) => sum + broken(suite), 0);
  return [...module.children.allTests("failed")].length + suites + broken(module);
}

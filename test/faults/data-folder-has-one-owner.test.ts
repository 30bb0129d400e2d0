import { fork } from "node:child_process";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { askHolder, lockDataDir, socketPath, type DataLock } from "../../src/postgres/data-lock.ts";
import { packageRoot } from "../../src/kernel/root.ts";

const echo = (
  argv: readonly string[],
  out: (reply: { stream: "stdout"; text: string }) => void,
) => {
  out({ stream: "stdout", text: `ran ${argv.join(" ")}` });
  return Promise.resolve(argv.length);
};

describe("the data folder", () => {
  let folder: string;
  let lock: DataLock | "TAKEN" | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "qipan-lock-"));
  });

  afterEach(async () => {
    if (lock !== undefined && lock !== "TAKEN") await lock.release();
    await rm(folder, { recursive: true, force: true });
  });

  it("is refused to a second owner, and free again after release", async () => {
    lock = await lockDataDir(folder, echo);
    expect(lock).not.toBe("TAKEN");
    expect(await lockDataDir(folder, echo)).toBe("TAKEN");
    if (lock !== "TAKEN") await lock.release();
    lock = await lockDataDir(folder, echo);
    expect(lock).not.toBe("TAKEN");
  });

  it("is readable by its owner alone", async () => {
    lock = await lockDataDir(folder, echo);
    const { mode } = await stat(socketPath(folder));
    expect(mode & 0o077).toBe(0);
  });

  it("passes a command line to its owner and the answer back", async () => {
    lock = await lockDataDir(folder, echo);
    const shown: string[] = [];
    const code = await askHolder(folder, ["ledger", "verify"], ({ text }) => shown.push(text));
    expect({ code, shown }).toEqual({ code: 2, shown: ["ran ledger verify"] });
  });

  it("has nobody to ask when nobody holds it", async () => {
    expect(await askHolder(folder, ["seed"], () => undefined)).toBeUndefined();
  });

  it("is taken over from an owner that was killed", async () => {
    const script = join(folder, "owner.mjs");
    const built = join(packageRoot, "dist/src/postgres/data-lock.js");
    await writeFile(
      script,
      `import { lockDataDir } from ${JSON.stringify(built)};
       await lockDataDir(${JSON.stringify(folder)}, async () => 0);
       process.send("held"); setInterval(() => {}, 1000);`,
    );
    const owner = fork(script);
    await new Promise((settle) => owner.once("message", settle));
    expect(await lockDataDir(folder, echo)).toBe("TAKEN");
    owner.kill("SIGKILL");
    await new Promise((settle) => owner.once("exit", settle));
    lock = await lockDataDir(folder, echo);
    expect(lock).not.toBe("TAKEN");
  });
});

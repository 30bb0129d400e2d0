import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { createConnection } from "node:net";
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

  it("is let go while somebody is still connected", async () => {
    lock = await lockDataDir(folder, echo);
    const idle = createConnection(socketPath(folder));
    idle.on("error", () => undefined);
    await once(idle, "connect");
    if (lock !== "TAKEN") await lock.release();
    lock = await lockDataDir(folder, echo);
    expect(lock).not.toBe("TAKEN");
  });

  it("may have a long name in any script", async () => {
    const deep = join(folder, "应急物资储备".repeat(5), "数据");
    lock = await lockDataDir(deep, echo);
    expect(lock).not.toBe("TAKEN");
    expect(await lockDataDir(deep, echo)).toBe("TAKEN");
  });

  const ownerScript = async (): Promise<string> => {
    const script = join(folder, "owner.mjs");
    const built = join(packageRoot, "dist/src/postgres/data-lock.js");
    await writeFile(
      script,
      `import { lockDataDir } from ${JSON.stringify(built)};
       const lock = await lockDataDir(${JSON.stringify(folder)}, async () => 0);
       process.send(lock === "TAKEN" ? "taken" : "held"); setInterval(() => {}, 1000);`,
    );
    return script;
  };

  it("has one heir of many that find its owner dead at once", async () => {
    const script = await ownerScript();
    const dead = fork(script);
    await once(dead, "message");
    dead.kill("SIGKILL");
    await once(dead, "exit");
    const heirs = Array.from({ length: 5 }, () => fork(script));
    const said = await Promise.all(
      heirs.map(async (heir) => (await once(heir, "message"))[0] as unknown),
    );
    for (const heir of heirs) heir.kill("SIGKILL");
    expect(said.toSorted()).toEqual(["held", "taken", "taken", "taken", "taken"]);
  });

  it("is taken over from an owner that was killed", async () => {
    const owner = fork(await ownerScript());
    await new Promise((settle) => owner.once("message", settle));
    expect(await lockDataDir(folder, echo)).toBe("TAKEN");
    owner.kill("SIGKILL");
    await new Promise((settle) => owner.once("exit", settle));
    lock = await lockDataDir(folder, echo);
    expect(lock).not.toBe("TAKEN");
  });
});

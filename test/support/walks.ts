import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../../src/kernel/root.ts";

/** One block of a document's commands, and what it is said to print; null if nothing is said. */
export interface Step {
  readonly commands: string;
  readonly says: string | null;
}

export const readDocument = (path: string): Promise<string> =>
  readFile(join(packageRoot, path), "utf8");

/** The `sh` blocks of a document in order, each with the `text` block that follows it at once. */
export const stepsOf = (text: string): Step[] =>
  [...text.matchAll(/```sh\n([\s\S]*?)```\n(?:\n```text\n([\s\S]*?)```)?/g)].map(
    ([, commands = "", says]) => ({ commands, says: says ?? null }),
  );

const mark = "<<<end of a block>>>";

/** Runs the blocks in one shell, as a reader would, and answers what each printed. */
export async function play(steps: readonly Step[], env: Record<string, string>): Promise<string[]> {
  const npx = `npx() { shift; "${process.execPath}" dist/src/cli/main.js "$@"; }\n`;
  const script = npx + steps.map(({ commands }) => `${commands}\necho '${mark}'\n`).join("");
  const shell = spawn("sh", ["-eu", "-c", script], {
    cwd: packageRoot,
    env: { ...process.env, DATABASE_URL: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, wrong] = ["", ""];
  shell.stdout.on("data", (chunk: Buffer) => (out += chunk.toString("utf8")));
  shell.stderr.on("data", (chunk: Buffer) => (wrong += chunk.toString("utf8")));
  const code = await new Promise((settle) => shell.once("close", settle));
  if (code !== 0) throw new Error(`the walk ended with ${String(code)}:\n${out}\n${wrong}`);
  return out.split(`${mark}\n`).slice(0, -1);
}

/** What is told, as a pattern: `…` stands for what differs from day to day, such as a time. */
export const told = (says: string): RegExp =>
  new RegExp(
    `^${says
      .split("…")
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join(".+?")}$`,
  );

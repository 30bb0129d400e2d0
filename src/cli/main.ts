#!/usr/bin/env node
import "reflect-metadata";
import { stderr, stdout } from "node:process";
import { run } from "./run.ts";

const code = await run(process.argv.slice(2), {
  out: (text) => void stdout.write(text),
  err: (text) => void stderr.write(text),
  terminal: stdout.isTTY,
});
process.exitCode = code;

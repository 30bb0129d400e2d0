#!/usr/bin/env node
import "reflect-metadata";
import { stderr, stdout } from "node:process";
import { run } from "./run.ts";

// PGlite makes its files readable and writable for everybody; a hub's are its user's alone.
process.umask(0o077);

// Whoever has read enough, as `head` has, closes the pipe; that is no error of the command.
stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

const code = await run(process.argv.slice(2), {
  out: (text) => void stdout.write(text),
  err: (text) => void stderr.write(text),
  bytes: (chunk) => new Promise((settle) => stdout.write(chunk, () => settle())),
  terminal: stdout.isTTY,
});
process.exitCode = code;

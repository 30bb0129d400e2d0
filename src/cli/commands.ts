import { demoCommand } from "./demo.command.ts";
import { disableCommand, grantCommand } from "./access.commands.ts";
import { exportCodesCommand, importCodesCommand } from "./codes.commands.ts";
import type { Command } from "./command.ts";
import { migrateCommand, sdlCommand, seedCommand } from "./hub.commands.ts";
import { importDonationsCommand } from "./import.command.ts";
import {
  keyIssueCommand,
  keyListCommand,
  keyRevokeCommand,
  keyRotateCommand,
} from "./key.commands.ts";
import { ledgerStatementCommand, ledgerVerifyCommand } from "./ledger.commands.ts";
import { exportCommand, restoreCommand } from "./moving.commands.ts";
import { serveCommand } from "./serve.command.ts";
import { solveCommand } from "./solve.command.ts";

/** Every command, in the order in which help shows them. */
export const commands: readonly Command[] = [
  serveCommand,
  demoCommand,
  solveCommand,
  importDonationsCommand,
  importCodesCommand,
  exportCodesCommand,
  ledgerVerifyCommand,
  ledgerStatementCommand,
  migrateCommand,
  seedCommand,
  exportCommand,
  restoreCommand,
  grantCommand,
  disableCommand,
  keyIssueCommand,
  keyRotateCommand,
  keyListCommand,
  keyRevokeCommand,
  sdlCommand,
];

import { apiKeyState } from "../../schema/words/access.ts";
import { accessRefusals } from "../../schema/words/refusals-access.ts";
import { overlapHoursMax } from "../access/key.service.ts";
import {
  grantKey,
  listGoodKeys,
  revokeKeyNow,
  rotateKeyNow,
  type KeyRow,
} from "../access/key-operator.service.ts";
import type { Database } from "../postgres/pool.ts";
import { sqlState } from "../postgres/transaction.ts";
import { foreignKeyViolation, roleOf } from "./access.commands.ts";
import {
  exitCode,
  positional,
  printJson,
  text,
  WrongUse,
  type Args,
  type Command,
  type Io,
} from "./command.ts";

export const keyIssueCommand: Command = {
  name: "key issue",
  says: "签发接口密钥,只显示一次 / issue an API key; it is shown once",
  usage: "qipan key issue PRINCIPAL [--role ROLE] [--days N] [--json]",
  options: { role: { type: "string" }, days: { type: "string" } },
  run: { onDatabase: issue },
};

const dayMs = 86_400_000;

function expiryOf(args: Args): Date | null {
  const days = text(args, "days");
  if (days === undefined) return null;
  if (!/^[1-9]\d{0,3}$/.test(days)) throw new WrongUse("--days: 1–9999");
  return new Date(Date.now() + Number(days) * dayMs);
}

async function issue(database: Database, args: Args, io: Io): Promise<number> {
  const role = text(args, "role");
  try {
    const key = await grantKey(database, {
      principalId: positional(args, 0, "PRINCIPAL"),
      scopes: role === undefined ? [] : [roleOf(role)],
      expiresAt: expiryOf(args),
    });
    if (args.values.json === true) printJson(io, { key });
    else io.out(`${key}\n`);
    return exitCode.good;
  } catch (error) {
    if (sqlState(error) !== foreignKeyViolation) throw error;
    io.err("没有该主体 / no such principal\n");
    return exitCode.refused;
  }
}

export const keyRevokeCommand: Command = {
  name: "key revoke",
  says: "立即吊销接口密钥 / revoke an API key at once",
  usage: "qipan key revoke KEY_ID",
  run: { onDatabase: revoke },
};

async function revoke(database: Database, args: Args, io: Io): Promise<number> {
  const id = keyIdOf(args);
  const revoked = await revokeKeyNow(database, id);
  io.out(revoked ? "已吊销 / revoked\n" : "没有该密钥 / no such key\n");
  return revoked ? exitCode.good : exitCode.refused;
}

/** The key's id, or the key itself: what stands on the paper is what one types. */
const keyIdOf = (args: Args): string =>
  positional(args, 0, "KEY_ID").replace(/^qk_/, "").split("_")[0] ?? "";

export const keyRotateCommand: Command = {
  name: "key rotate",
  says: "轮换接口密钥,新旧并行一段时间 / issue a second key; the first ends after an overlap",
  usage: "qipan key rotate KEY_ID [--overlap HOURS] [--days N] [--json]",
  options: { overlap: { type: "string" }, days: { type: "string" } },
  run: { onDatabase: rotate },
};

async function rotate(database: Database, args: Args, io: Io): Promise<number> {
  const overlap = text(args, "overlap") ?? "24";
  const overlapHours = /^\d{1,3}$/.test(overlap) ? Number(overlap) : Infinity;
  if (overlapHours > overlapHoursMax) throw new WrongUse(`--overlap: 0–${overlapHoursMax}`);
  const expiresAt = expiryOf(args);
  const rotated = await rotateKeyNow(database, keyIdOf(args), { overlapHours, expiresAt });
  if (typeof rotated === "string") {
    const { zh, en } = notRotated[rotated];
    io.err(`${zh} / ${en}\n`);
    return exitCode.refused;
  }
  const oldUntil = rotated.oldUntil?.toISOString() ?? null;
  if (args.values.json === true) printJson(io, { key: rotated.key, oldUntil });
  else io.out(`${rotated.key}\n原密钥至 / the old one until ${String(oldUntil)}\n`);
  return exitCode.good;
}

const noKey = { zh: "没有该密钥", en: "no such key" };
const notRotated = {
  NOT_FOUND: noKey,
  NOT_YOURS: noKey,
  ENDED: accessRefusals.KEY_ENDED,
  ROTATED: accessRefusals.KEY_ROTATED_ALREADY,
} as const;

export const keyListCommand: Command = {
  name: "key list",
  says: "列出有效密钥,将到期者在前 / list the keys that are good, those that end soon first",
  usage: "qipan key list [--json]",
  run: { onDatabase: list },
};

async function list(database: Database, args: Args, io: Io): Promise<number> {
  const keys = await listGoodKeys(database);
  if (args.values.json === true) printJson(io, keys);
  else for (const key of keys) io.out(`${lineOf(key)}\n`);
  return exitCode.good;
}

function lineOf({ id, principalId, roles, expiresAt, state, replacedBy }: KeyRow): string {
  const until = expiresAt?.toISOString() ?? "不限期 / no end";
  const soon = state === "ENDING_SOON" ? `  ! ${apiKeyState[state].zh} / expires soon` : "";
  const next = replacedBy === null ? "" : `  → ${replacedBy}`;
  return `${id}  ${principalId}  ${roles.join(" ")}  ${until}${soon}${next}`;
}

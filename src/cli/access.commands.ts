import { isCode } from "../../schema/words/word.ts";
import { role as roleWords, type Role } from "../../schema/words/access.ts";
import { addPrincipal, disablePrincipal, grantRole, revokeRole } from "../access/grant.service.ts";
import type { Database } from "../postgres/pool.ts";
import { sqlState } from "../postgres/transaction.ts";
import {
  exitCode,
  positional,
  text,
  WrongUse,
  type Args,
  type Command,
  type Io,
} from "./command.ts";

/** `qipan grant`: the operator's word on who may do what, in which organization. */
export const grantCommand: Command = {
  name: "grant",
  says: "授予角色,主体不存在则新建 / give a role, making the principal if it is new",
  usage:
    "qipan grant PRINCIPAL ORG ROLE [--name NAME] [--machine] [--oidc ISSUER|SUBJECT] [--revoke]",
  options: {
    name: { type: "string" },
    machine: { type: "boolean" },
    oidc: { type: "string" },
    revoke: { type: "boolean" },
  },
  run: { onDatabase: grant },
};

async function grant(database: Database, args: Args, io: Io): Promise<number> {
  const id = positional(args, 0, "PRINCIPAL");
  const org = positional(args, 1, "ORG");
  const role = roleOf(positional(args, 2, "ROLE"));
  if (args.values.revoke === true) {
    const taken = await revokeRole(database, id, org, role);
    io.out(taken ? "已收回 / taken back\n" : "原未具备 / was not held\n");
    return taken ? exitCode.good : exitCode.refused;
  }
  if (!(await isKnown(database, id, args))) {
    io.err("该编号或登录身份已属他人 / the id or the identity is another's\n");
    return exitCode.refused;
  }
  try {
    const given = await grantRole(database, id, org, role);
    io.out(given ? "已授予 / granted\n" : "原已具备 / held already\n");
    return exitCode.good;
  } catch (error) {
    if (sqlState(error) !== foreignKeyViolation) throw error;
    io.err("没有该主体或机构(新主体请加 --name) / no such principal or organization\n");
    return exitCode.refused;
  }
}

/** With `--name` the principal is made, or must be just that one already. */
async function isKnown(database: Database, id: string, args: Args): Promise<boolean> {
  const name = text(args, "name");
  if (name === undefined) return true;
  const kind = args.values.machine === true ? "MACHINE" : "PERSON";
  return addPrincipal(database, { id, name, kind, oidcSubject: text(args, "oidc") ?? null });
}

export const foreignKeyViolation = "23503";

export function roleOf(code: string): Role {
  if (isCode(roleWords, code)) return code;
  throw new WrongUse(`ROLE: ${Object.keys(roleWords).join(", ")}`);
}

export const disableCommand: Command = {
  name: "disable",
  says: "停用主体,其会话、密钥与令牌即刻失效 / end all that a principal may do, at once",
  usage: "qipan disable PRINCIPAL",
  run: { onDatabase: disable },
};

async function disable(database: Database, args: Args, io: Io): Promise<number> {
  const ended = await disablePrincipal(database, positional(args, 0, "PRINCIPAL"));
  io.out(ended ? "已停用 / disabled\n" : "没有该主体,或已停用 / no such principal, or disabled\n");
  return ended ? exitCode.good : exitCode.refused;
}

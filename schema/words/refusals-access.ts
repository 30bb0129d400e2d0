import { say, type RefusalWords } from "./refusal.ts";

/** Refusals about keys; part of the one catalogue. */
export const accessRefusals = {
  KEY_ENDED: say(
    "密钥已到期或已撤销",
    "the key has expired or was revoked",
    "请签发新密钥",
    "issue a new key",
  ),
  KEY_ROTATED_ALREADY: say(
    "该密钥已轮换过,每个密钥只轮换一次",
    "the key was rotated already; each is rotated once",
    "请轮换接替它的密钥",
    "rotate the key that replaces it",
  ),
  KEY_NOT_A_SYSTEMS: say(
    "该密钥不属于您所管理的系统",
    "the key is not that of a system that you administer alone",
    "请枢纽运维人员运行 qipan key rotate",
    "ask the hub's operator to run qipan key rotate",
  ),
} as const satisfies RefusalWords;

import { GraphQLError } from "graphql";
import type { Words } from "../../schema/words/word.ts";
import type { Locale } from "../graph/context.ts";

/** Why a request ends before it reaches the schema, or beside it. */
export const faultCode = {
  BODY_NOT_JSON: { zh: "请求体不是有效的 JSON", en: "the body is not valid JSON" },
  BODY_TOO_LARGE: { zh: "请求体超过 1 MB", en: "the body is larger than 1 MB" },
  BULK_PLACE_UNKNOWN: {
    zh: "after 不是本接口某一行给出的 at",
    en: "after is not the at of a line that was told here",
  },
  BUSY: {
    zh: "枢纽繁忙,请稍候重试;写操作请用同一幂等键,不会重复执行",
    en: "the hub is busy; try again in a moment, a write with its same key: it is never done twice",
  },
  CREDENTIAL_NOT_GOOD: {
    zh: "密钥、令牌或会话无效、已过期或已撤销",
    en: "the key, token or session is unknown, expired or revoked",
  },
  HOST_NOT_ALLOWED: { zh: "主机名不符", en: "this host name is not served here" },
  INTERNAL_ERROR: {
    zh: "枢纽内部错误,请将编号 {requestId} 告知管理员",
    en: "internal error; tell the operator the id {requestId}",
  },
  ISSUER_DOWN: {
    zh: "令牌的签发服务暂时联系不上,无法核验,请稍候重试",
    en: "the issuer of tokens cannot be reached, so none can be checked; try again in a moment",
  },
  NOT_FOUND: { zh: "没有这个地址", en: "there is nothing at this address" },
  OPERATION_TOO_COSTLY: {
    zh: "该操作的代价为 {price},超过单次上限 {budget};请减少条数或层级",
    en: "this operation costs {price}, one may cost {budget}; ask for fewer or shallower",
  },
  OPERATION_TOO_DEEP: {
    zh: "查询嵌套超过 {max} 层",
    en: "nested deeper than {max} levels",
  },
  OPERATION_TOO_LARGE: {
    zh: "查询过大:{what} 为 {count},上限 {max}",
    en: "the operation is too large: {what} {count}, at most {max}",
  },
  OPERATION_TOO_SLOW: {
    zh: "查询用时超过 {seconds} 秒,已中止;请缩小范围",
    en: "the query took longer than {seconds} s and was ended; ask for less at once",
  },
  ORGANIZATION_NOT_YOURS: {
    zh: "x-qipan-org 所指单位不是您所属的单位",
    en: "x-qipan-org names an organization that you do not belong to",
  },
  ORIGIN_NOT_ALLOWED: {
    zh: "会话请求须来自本站页面",
    en: "a session is honoured from this site's own pages only",
  },
  THROTTLED: {
    zh: "请求过于频繁,请 {seconds} 秒后再试",
    en: "too much at once; try again in {seconds} s",
  },
  USE_WEBSOCKET: {
    zh: "订阅请通过 WebSocket(graphql-transport-ws)进行",
    en: "subscribe over WebSocket (graphql-transport-ws)",
  },
} as const satisfies Words;
export type FaultCode = keyof typeof faultCode;

type Facts = Readonly<Record<string, string | number>>;

export class Fault extends Error {
  readonly code: FaultCode;
  readonly status: number;
  readonly facts: Facts;

  constructor(code: FaultCode, status: number, facts: Facts = {}) {
    super(code);
    this.code = code;
    this.status = status;
    this.facts = facts;
  }

  /** The same, told with another status. */
  as(status: number): Fault {
    return new Fault(this.code, status, this.facts);
  }
}

export const sayFault = ({ code, facts }: Fault, locale: Locale): string =>
  faultCode[code][locale].replace(/\{(\w+)\}/g, (_all, name: string) => String(facts[name] ?? ""));

export const graphqlFault = (fault: Fault, locale: Locale): GraphQLError =>
  new GraphQLError(sayFault(fault, locale), {
    extensions: { code: fault.code, ...fault.facts, http: { status: fault.status } },
  });

/** The body of an answer that never reached the schema, in the shape that clients parse anyway. */
export const faultBody = (fault: Fault, locale: Locale, requestId: string): string =>
  JSON.stringify({
    errors: [
      {
        message: sayFault(fault, locale),
        extensions: { code: fault.code, ...fault.facts, requestId },
      },
    ],
  });

/** `Accept-Language: en` asks for English; a hub of Chinese cities speaks Chinese otherwise. */
export function localeOf(header: string | undefined): Locale {
  const ranked = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...params] = part.trim().toLowerCase().split(";");
      const weight = params.find((param) => param.trim().startsWith("q="));
      return { tag, weight: weight === undefined ? 1 : Number(weight.trim().slice(2)) };
    })
    .filter(({ tag, weight }) => /^(zh|en)\b/.test(tag) && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return ranked[0]?.tag.startsWith("en") === true ? "en" : "zh";
}

/** Whether a client can tell a refused operation from a broken line by the media type. */
export const isModern = (accept: string | undefined): boolean =>
  (accept ?? "").includes("application/graphql-response+json");

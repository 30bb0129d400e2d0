/** What the developers' page says; `{x}` is filled. */
export const devWords = {
  zh: {
    title: "开发者",
    drill: "以下数据均为演练示例",
    other: "English",
    contents: "目录",
    steps: "三步取得数据",
    key: "取得密钥",
    keySandbox: "本枢纽为演练枢纽,可领取沙箱密钥:只读,24 小时后失效。密钥只显示一次,请勿写入代码。",
    keyButton: "领取沙箱密钥",
    keyMade: "您的密钥(只显示这一次):",
    keyAsk:
      "向贵单位的管理员索取:由其调用 issueApiKey 签发(角色、期限自定),只显示一次,可随时用 " +
      "revokeApiKey 吊销。",
    ask: "提问",
    askText: "把下面两行贴进终端,再运行任一示例。回答里的 extensions.cost 是这次的代价与余额。",
    follow: "跟进变化",
    followText:
      "用示例“动态的一页”从上次的 endCursor 续读;同一动态也可用 WebSocket(graphql-transport-ws)" +
      "订阅 changes。断线、重启都从游标续读,不漏不重。",
    tools: "模式与工具",
    sdl: "SDL(下载)",
    bulk: "一次读取整个区划(逐行 JSON,可续读,需密钥时加请求头)",
    codes: "把本单位的编码(物料号、标准、区划)对到枢纽代码,之后查询与导入都可用本单位的编码",
    ide: "在浏览器里试:GraphQL 编辑器(离线可用)",
    ideNote:
      "在“请求头”中加 authorization:Bearer 与密钥即以该密钥提问。编辑器会把请求头存在本浏览器里" +
      ";公用电脑上请用后清除。",
    examples: "九个示例",
    examplesText:
      "均为已公布的操作(schema/operations),架构演进时保持可用。需要环境变量 HUB 与 KEY;" +
      "TypeScript 存为 .mjs 即可用 Node.js 20 起运行;Python 只用标准库。",
    errors: "错误目录",
    errorsText:
      "code 稳定,文字可改进。写操作的拒绝在 payload 的 refusals 中(含 path 与下一步);其余在 " +
      "errors[].extensions.code。文字随 Accept-Language。",
    refusals: "业务拒绝",
    faults: "请求未进入业务时",
    code: "代码",
    meaning: "含义",
    next: "下一步",
    limits: "限额",
    limit: "项目",
    value: "上限",
    costText:
      "代价先算后做:标量 0,对象 1,一页为 first 乘以每个节点的代价,写操作另加 {mutation},求解类" +
      "查询 {solve}。超过单次上限即拒绝,什么也不读;余额按秒恢复。",
    changes: "变更记录",
    promise:
      "承诺:不删、不改客户端可能用到的任何东西。要停用的先标 @deprecated 并写明日期,至少半年后" +
      "才可移除;新增枚举值、联合成员随时可能出现,请留好默认分支。",
    since: "自 {date} 起的变化",
    none: "尚无变化。",
    path: "位置",
    change: "变化",
    level: "级别",
  },
  en: {
    title: "Developers",
    drill: "all data below is made up for exercises",
    other: "中文",
    contents: "Contents",
    steps: "First data in three steps",
    key: "Get a key",
    keySandbox:
      "This is an exercise hub: take a sandbox key. It reads only and ends after 24 hours. It " +
      "is shown once; keep it out of your code.",
    keyButton: "Make a sandbox key",
    keyMade: "Your key (shown this once):",
    keyAsk:
      "Ask your organization's administrator, who issues it by issueApiKey with roles and an " +
      "end of your choosing. It is shown once, and revokeApiKey ends it at once.",
    ask: "Ask",
    askText:
      "Paste the two lines into a terminal, then run any example. extensions.cost of the " +
      "answer tells its price and what is left.",
    follow: "Follow what changes",
    followText:
      "Go on from the last endCursor with the example “A page of the feed”; the same feed is " +
      "pushed over WebSocket (graphql-transport-ws) by the subscription changes. After a cut " +
      "or a restart the cursor goes on: nothing is missed, nothing told twice.",
    tools: "Schema and tools",
    sdl: "SDL (download)",
    bulk: "A region in one go (a line of JSON each, to be continued; with the key as a header)",
    codes: "Say what your own codes stand for; queries and sheets understand them from then on",
    ide: "Try it in the browser: a GraphQL editor, offline",
    ideNote:
      "Set the header authorization to Bearer and your key. The editor keeps headers, and so " +
      "the key, in this browser; clear it on a shared machine.",
    examples: "Nine examples",
    examplesText:
      "All are published operations (schema/operations), which keep working as the schema " +
      "grows. They need HUB and KEY in the environment; TypeScript runs as it stands under " +
      "Node.js 20 or later, saved as .mjs; Python uses its standard library only.",
    errors: "Errors",
    errorsText:
      "Codes are stable, texts may improve. A refused write is in the payload's refusals, with " +
      "path and what to do; all else is in errors[].extensions.code. Texts follow " +
      "Accept-Language.",
    refusals: "Refusals",
    faults: "Requests that never reached the schema",
    code: "Code",
    meaning: "Meaning",
    next: "What to do",
    limits: "Limits",
    limit: "What",
    value: "At most",
    costText:
      "Every operation is priced before it runs: a scalar 0, an object 1, a page first times " +
      "what a node costs, a mutation {mutation} more, a query that solves {solve}. Above the " +
      "budget it is refused before anything is read; what was spent comes back by the second.",
    changes: "Changes",
    promise:
      "The promise: nothing that a client may use is removed or changed. What is to go is " +
      "first @deprecated with a date at least half a year ahead; new enum values and union " +
      "members may come at any time, so keep a default branch.",
    since: "Since {date}",
    none: "Nothing yet.",
    path: "Where",
    change: "Change",
    level: "Kind",
  },
} as const;
export type DevWords = (typeof devWords)["zh" | "en"];

/** The limits, each by the name under which the page lists it. */
export const limitNames = {
  tokens: { zh: "词元", en: "tokens" },
  depth: { zh: "嵌套层数", en: "levels of nesting" },
  fields: { zh: "展开后的字段", en: "fields, fragments spread" },
  aliases: { zh: "别名", en: "aliases" },
  directives: { zh: "指令", en: "directives" },
  rootFields: { zh: "根字段", en: "root fields" },
  repeats: { zh: "同一字段重复", en: "repeats of one field" },
  page: { zh: "一页条数(first)", en: "nodes of a page (first)" },
  body: { zh: "请求体", en: "body of a request" },
  message: { zh: "WebSocket 一条消息", en: "a WebSocket message" },
  operations: { zh: "一条连接上同时进行的操作", en: "operations under way on a line" },
  lines: { zh: "同一地址的连接", en: "lines of one address" },
  following: { zh: "同一调用方的订阅", en: "subscriptions of one caller" },
  memberBudget: { zh: "单次代价(持密钥或已登录)", en: "price of one operation, with a key" },
  memberCapacity: { zh: "余额(持密钥或已登录)", en: "balance, with a key" },
  memberPerSecond: { zh: "每秒恢复(持密钥或已登录)", en: "restored per second, with a key" },
  publicBudget: { zh: "单次代价(公众,按地址)", en: "price of one operation, the public" },
  publicCapacity: { zh: "余额(公众,按地址)", en: "balance, the public" },
  publicPerSecond: { zh: "每秒恢复(公众,按地址)", en: "restored per second, the public" },
  feedDays: { zh: "动态保留天数", en: "days for which the feed is kept" },
} as const;
export type LimitName = keyof typeof limitNames;

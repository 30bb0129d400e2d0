import { say, type RefusalWords } from "./refusal.ts";

/** Refusals about donated goods; a part of the one catalogue. */
export const donationRefusal = {
  IMPORT_HAS_ERRORS: say(
    "{count} 处有误,未写入任何一行",
    "{count} errors; no row was written",
    "请按所列原因改正后重新导入,或选择只写入有效行",
    "correct them as listed and import again, or take the valid rows only",
  ),
  IMPORT_NOTHING: say(
    "没有可写入的行",
    "there is no row to write",
    "请按所列原因改正后重新导入",
    "correct the rows as listed and import again",
  ),
  PREVIEW_STALE: say(
    "预检之后文件或已登记数据有变化",
    "the file or what is registered changed after the dry run",
    "请重新预检并核对",
    "run the dry run again and check it",
  ),
  PERSONAL_DATA: say(
    "疑似{what},枢纽不收个人信息",
    "looks like {whatEn}; the hub takes no personal data",
    "删除个人信息",
    "delete the personal data",
  ),
  CORRECTION_NEEDS_NOTE: say(
    "{count} 条已公示内容将被更正,须附公开说明",
    "{count} published entries would be corrected; say publicly why",
    "请填写更正说明",
    "write a public note",
  ),
  NOTHING_TO_PUBLISH: say(
    "没有可公示的内容",
    "there is nothing to publish",
    "请先导入捐赠物资",
    "import donations first",
  ),
} as const satisfies RefusalWords;

import { say, type RefusalWords } from "./refusal.ts";

/** Refusals of a file that a hub was to be restored or verified from; part of the one catalogue. */
export const movingRefusals = {
  FILE_UNREADABLE: say(
    "{file} 不是枢纽的导出文件",
    "{file} is not the export of a hub",
    "请核对文件路径,应为 qipan export 写出的文件",
    "check the path: it should be a file that qipan export wrote",
  ),
  FILE_FORMAT: say(
    "文件格式为 {found},本版本只识 {known}",
    "the file has format {found}, this version knows {known}",
    "请改用写出该文件的版本",
    "use the version that wrote it",
  ),
  FILE_CUT_SHORT: say(
    "文件不完整,读到第 {line} 行为止",
    "the file is cut short after line {line}",
    "请重新传输,或重新导出",
    "copy it again, or export again",
  ),
  FILE_CHANGED: say(
    "文件与写出时不同(第 {line} 行,{what})",
    "the file is not as it was written (line {line}, {what})",
    "请重新传输,或使用另一份导出",
    "copy it again, or use another export",
  ),
  FILE_OTHER_SCHEMA: say(
    "文件的数据库版本不同:文件独有 {fileOnly};此处独有 {hereOnly}",
    "the file is of another database version: only there {fileOnly}; only here {hereOnly}",
    "请用写出该文件的版本恢复,再用新版本运行 qipan migrate",
    "restore with the version that wrote it, then run qipan migrate of the newer one",
  ),
  FILE_OTHER_KIND: say(
    "文件开头写明 {said},其中的枢纽却是 {is}",
    "the file says {said}, the hub in it is {is}",
    "演练与实战不得混用,请重新导出",
    "drill and reality never mix: export again",
  ),
  HUB_FOUNDED: say(
    "此处已有数据(枢纽类型 {kind})",
    "there is data here already (a hub of kind {kind})",
    "请恢复到新建的空库,或另设 QIPAN_DATA_DIR",
    "restore into a new empty database, or set another QIPAN_DATA_DIR",
  ),
  BOOK_NOT_WHOLE: say(
    "账簿核对不符:{problem}",
    "the book does not hold: {problem}",
    "请勿使用此文件,改用更早的导出,并查明原因",
    "do not use this file; take an earlier export, and find out why",
  ),
} as const satisfies RefusalWords;

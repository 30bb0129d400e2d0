import { say, type FindingWord } from "./finding.ts";

/** What may be wrong with foreign codes, in a code table and where they are used. */
export const codeFindings = {
  CODE_READ: say(
    "按码表“{system}”第 {version} 版,“{text}”为{item}",
    "by version {version} of the code table “{system}”, “{text}” is {item}",
    "请核对",
    "please check",
  ),
  NOT_WHOLE: say(
    "{given} 折合 {counts}/{give} × {quantity},不是整数{unit}",
    "{given} is {quantity} × {counts}/{give}, which is no whole number of {unit}",
    "请换算为整数后填写",
    "convert it to a whole number",
  ),
  UNKNOWN_TARGET: say(
    "枢纽没有代码“{text}”",
    "the hub has no code “{text}”",
    "请改为枢纽的代码;暂不对应则留空",
    "use a code of the hub, or leave it empty for now",
  ),
  CODE_NOT_MAPPED: say(
    "没有对应的枢纽代码",
    "stands for nothing of the hub",
    "留空则只收录编码,导入数据时不可用",
    "the code is kept, but data that use it are refused",
  ),
  CODE_MANGLED: say(
    "“{text}”像是被表格软件改成了科学计数法",
    "“{text}” looks like a code that a table program made a number of",
    "请将该列设为文本后重新填写编码",
    "format the column as text and fill in the code again",
  ),
  CODE_TWICE: say(
    "与第 {row} 行相同",
    "the same as row {row}",
    "请删除重复行",
    "delete one of them",
  ),
  CODE_MIXED: say(
    "第 {row} 行以同一编码和单位给出另一折合数",
    "row {row} gives another factor for this code and unit",
    "请只保留一个折合数",
    "keep one of the factors",
  ),
  CODE_BROAD: say(
    "该编码对应多个枢纽代码,导入数据时须另行写明",
    "stands for several things of the hub: data must say which",
    "请核对",
    "please check",
  ),
  BAD_FACTOR: say(
    "折合数“{text}”无效",
    "“{text}” is no factor",
    "请填正数、小数或分数,如 20、0.5、1/25",
    "write a positive number or fraction: 20, 0.5, 1/25",
  ),
  FACTOR_MISSING: say(
    "不知道 1 {unit} 折合多少{base}",
    "how many {base} one {unit} is, is not known",
    "请填折合数",
    "fill in the factor",
  ),
  FACTOR_UNASKED: say(
    "填了折合数而没有单位",
    "a factor without a unit",
    "请填外部系统的计量单位,或删除折合数",
    "fill in the unit of your system, or delete the factor",
  ),
  BASE_UNIT_FACTOR: say(
    "“{unit}”是枢纽的基本单位,折合数应为 1",
    "“{unit}” is the base unit here: its factor is 1",
    "请核对单位或折合数",
    "check the unit and the factor",
  ),
} as const satisfies Readonly<Record<string, FindingWord>>;

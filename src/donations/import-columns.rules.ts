import { HeaderReader } from "../sheets/header.rules.ts";
import { importField, type ImportField } from "./import.model.ts";

/** Titles that people write for a column, beside the template's own two. */
const synonyms: Readonly<Record<ImportField, readonly string[]>> = {
  key: [
    "编号",
    "序号",
    "公示号",
    "捐赠号",
    "捐赠批号",
    "id",
    "no",
    "number",
    "donationno",
    "rowkey",
  ],
  item: [
    "物资",
    "物资名称",
    "名称",
    "品名",
    "物品",
    "物品名称",
    "物资代码",
    "sku",
    "itemname",
    "goods",
  ],
  quantity: ["捐赠数量", "接收数量", "实收数量", "件数", "qty", "amount", "count"],
  unit: ["计量单位", "数量单位", "uom"],
  receivedOn: [
    "日期",
    "接收时间",
    "入库日期",
    "捐赠日期",
    "收到日期",
    "date",
    "receivedon",
    "received",
  ],
  batch: ["批次", "批次号", "生产批号", "lot", "lotno", "batchno"],
  madeOn: ["生产时间", "出厂日期", "madeon", "productiondate"],
  expiresOn: ["有效期", "到期日期", "失效日期", "保质期至", "截止日期", "expiry", "expirydate"],
  donor: ["捐赠人", "捐赠单位", "捐赠者", "捐赠来源", "donorname"],
  consent: ["是否公示", "是否公开", "同意公示", "公示捐赠方", "consent"],
  depot: ["仓库", "库点", "存放地点", "存放仓库", "储备库", "warehouse"],
  campaign: ["项目", "活动", "项目编号", "募捐活动", "appeal"],
  earmark: ["用途", "捐赠意向", "指定用途", "purpose"],
  note: ["说明", "备注说明", "remark", "remarks", "notes"],
};

/** Three titles of columns make a header. */
export const importHeader = new HeaderReader<ImportField>(
  (Object.keys(importField) as ImportField[]).map((field) => [
    field,
    { ...importField[field], synonyms: synonyms[field] },
  ]),
  3,
);

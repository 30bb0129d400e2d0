import qrcode from "qrcode-generator";
import { useSay } from "../core/lang.ts";

/** The order's public id as a QR code; drawn as SVG, so that it prints sharp. */
export function Qr({ text }: { readonly text: string }) {
  const say = useSay();
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const cells = Array.from({ length: size * size }, (_, at) => [at % size, Math.floor(at / size)]);
  const path = cells
    .flatMap(([x = 0, y = 0]) => (code.isDark(y, x) ? [`M${String(x)} ${String(y)}h1v1h-1z`] : []))
    .join("");
  return (
    <svg className="qr" role="img" viewBox={`-1 -1 ${String(size + 2)} ${String(size + 2)}`}>
      <title>{say("单据编号二维码", "QR code of the order's id")}</title>
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}

/** A text as a QR code: dark on light in every appearance, because cameras expect it so. */
import { useMemo, type ReactNode } from "react";
import { encode } from "uqr";

const MARGIN = 2;

export function QrCode({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  const { data, size } = useMemo(() => encode(text, { border: MARGIN }), [text]);
  const path = data.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")).join("")).join("");
  return (
    <svg className="ac-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}

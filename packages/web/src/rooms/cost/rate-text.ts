/** Rates of currencies as people type them: "USD 0.92 2026-07-01". */
import { numberOf } from "../../ui/number-text.ts";
import { dayOfText } from "../../ui/typed-day.ts";

/** "0.92". */
export function rateText(rateMillionths: number): string {
  return String(rateMillionths / 1e6);
}

/** Whole millionths; `undefined` where the text is no rate above 0 with at most six decimals. */
export function rateMillionthsOf(text: string): number | undefined {
  const rate = numberOf(text);
  if (rate === undefined || rate <= 0 || rate > 1e6) return undefined;
  const millionths = Math.round(rate * 1e6);
  return millionths >= 1 && Math.abs(rate * 1e6 - millionths) < 1e-3 ? millionths : undefined;
}

/** Currency, rate and, if it is said, the first day. */
export function typedRate(text: string, usualDay: number): { readonly currency: string; readonly rateMillionths: number; readonly day: number } | string {
  const [code = "", rate = "", first, ...rest] = text.split(" ").filter(Boolean);
  const rateMillionths = rateMillionthsOf(rate);
  const day = first === undefined ? usualDay : dayOfText(first);
  if (!/^[A-Za-z]{3}$/.test(code) || rateMillionths === undefined || day === undefined || rest.length > 0) return `“${text}” is no rate: type three letters, what one is worth and maybe a first day, such as USD 0.92 2026-07-01.`;
  return { currency: code.toUpperCase(), rateMillionths, day };
}

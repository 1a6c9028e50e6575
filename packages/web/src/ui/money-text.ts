/** Money as people read it: short in sentences and pictures, whole in tables. */

/** Two to three figures: what lies below is noise in a forecast. */
export function moneyText(cents: number, currency: string): string {
  const amount = Math.abs(cents) / 100;
  const sign = cents < 0 ? "−" : "";
  const short = amount >= 999_500 ? `${(amount / 1_000_000).toFixed(amount >= 9_950_000 ? 1 : 2)}M` : amount >= 9995 ? `${Math.round(amount / 1000)}k` : amount >= 999.5 ? `${(amount / 1000).toFixed(1)}k` : amount.toFixed(0);
  return `${sign}${currency === "" ? "" : `${currency} `}${short}`;
}

/** "12,345.67", for tables whose column says the currency. */
export function amountText(cents: number): string {
  const digits = String(Math.trunc(Math.abs(cents) / 100));
  const first = digits.length % 3 || 3;
  const groups = [digits.slice(0, first)];
  for (let at = first; at < digits.length; at += 3) groups.push(digits.slice(at, at + 3));
  return `${cents < 0 ? "−" : ""}${groups.join(",")}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;
}

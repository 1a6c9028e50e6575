/** Money on the screen of a terminal: "EUR 12,345.67", from whole minor units. */

/** Groups of three with commas, two decimals; the sign in front. */
export function amountText(cents: number): string {
  const [sign, whole, rest] = [cents < 0 ? "-" : "", Math.trunc(Math.abs(cents) / 100), Math.abs(cents) % 100];
  return `${sign}${String(whole).replace(/\B(?=(\d{3})+$)/g, ",")}.${String(rest).padStart(2, "0")}`;
}

export function moneyText(cents: number, currency: string): string {
  return [currency, amountText(cents)].filter(Boolean).join(" ");
}

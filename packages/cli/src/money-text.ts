/** Money on the screen of a terminal: "EUR 12,345.67", from whole minor units. */

/** Groups of three with commas, two decimals; the sign in front. */
export function amountText(cents: number): string {
  const [sign, whole, rest] = [cents < 0 ? "-" : "", Math.trunc(Math.abs(cents) / 100), Math.abs(cents) % 100];
  return `${sign}${grouped(String(whole))}.${String(rest).padStart(2, "0")}`;
}

function grouped(digits: string): string {
  const first = digits.length % 3 || 3;
  const groups = [digits.slice(0, first)];
  for (let at = first; at < digits.length; at += 3) groups.push(digits.slice(at, at + 3));
  return groups.join(",");
}

export function moneyText(cents: number, currency: string): string {
  return [currency, amountText(cents)].filter(Boolean).join(" ");
}

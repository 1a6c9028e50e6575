/** What the columns of a ledger may mean, and how kinds of cost and currencies are called. */
import type { CostType } from "@leadline/engine/model/cost/money.ts";
import type { ColumnField } from "../table/column-mapping.ts";

export type LedgerField = "date" | "text" | "amount" | "debit" | "credit" | "side" | "currency" | "costType" | "account" | "task" | "document" | "supplier" | "spending";

/** Headers in English, German, French and Spanish. */
export const LEDGER_FIELDS: readonly ColumnField<LedgerField>[] = [
  { field: "date", type: "date", words: ["date", "posting date", "booking date", "document date", "invoice date", "transaction date", "datum", "buchungsdatum", "belegdatum", "rechnungsdatum", "date comptable", "fecha"] },
  { field: "text", type: "text", words: ["text", "description", "posting text", "memo", "narration", "details", "item", "buchungstext", "beschreibung", "verwendungszweck", "libellé", "descripción", "concepto"] },
  { field: "amount", type: "number", words: ["amount", "net amount", "net", "value", "cost", "sum", "betrag", "nettobetrag", "umsatz", "montant", "montant ht", "importe"] },
  { field: "debit", type: "number", words: ["debit", "debit amount", "soll", "débit", "debe"] },
  { field: "credit", type: "number", words: ["credit", "credit amount", "haben", "crédit", "haber"] },
  { field: "side", type: "text", words: ["d/c", "debit/credit", "dr/cr", "s/h", "soll/haben", "sign", "sens"] },
  { field: "currency", type: "text", words: ["currency", "currency code", "curr", "währung", "devise", "moneda", "divisa"] },
  { field: "costType", type: "text", words: ["cost type", "kind", "kind of cost", "category", "type", "kostenart", "kategorie", "catégorie", "categoría"] },
  { field: "account", type: "text", words: ["account", "account number", "gl account", "cost element", "konto", "sachkonto", "kostenstelle", "compte", "cuenta"] },
  { field: "task", type: "text", words: ["task", "wbs", "wbs element", "wbs code", "task key", "key", "psp", "psp-element", "vorgang", "aufgabe", "tâche", "tarea"] },
  { field: "document", type: "text", words: ["document", "document number", "document no", "document no.", "invoice", "invoice number", "invoice no", "invoice no.", "voucher", "reference", "beleg", "belegnummer", "belegnr", "belegnr.", "rechnungsnummer", "rechnung", "pièce", "facture", "factura", "documento"] },
  { field: "supplier", type: "text", words: ["supplier", "vendor", "payee", "creditor", "lieferant", "kreditor", "fournisseur", "proveedor"] },
  { field: "spending", type: "text", words: ["spending", "capex/opex", "capex opex"] },
];

const COST_WORDS: readonly (readonly [CostType, readonly string[]])[] = [
  ["labour", ["labour", "labor", "staff", "personnel", "salaries", "wages", "own staff", "personal", "personalkosten", "löhne", "salaires", "personal propio"]],
  ["contractor", ["contractor", "contractors", "external", "consulting", "services", "freelancer", "fremdleistung", "fremdleistungen", "beratung", "prestations", "servicios"]],
  ["hardware", ["hardware", "equipment", "devices", "material", "materials", "geräte", "matériel", "equipos"]],
  ["licence", ["licence", "licences", "license", "licenses", "software", "subscription", "subscriptions", "lizenz", "lizenzen", "licencia", "licencias"]],
  ["cloud", ["cloud", "hosting", "iaas", "saas"]],
  ["travel", ["travel", "travel expenses", "travel and expenses", "reisekosten", "reise", "déplacements", "viajes"]],
  ["contingency", ["contingency"]],
  ["other", ["other", "others", "misc", "miscellaneous", "sonstige", "sonstiges", "autres", "otros"]],
];

const TYPE_BY_WORD: ReadonlyMap<string, CostType> = new Map(COST_WORDS.flatMap(([type, words]) => words.map((word) => [word, type] as const)));

/** The kind of cost that a word names; undefined for account numbers and words of others. */
export function costTypeOfWord(word: string): CostType | undefined {
  return TYPE_BY_WORD.get(word.trim().toLowerCase());
}

const DOLLARS: ReadonlySet<string> = new Set(["USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MXN"]);

/** ISO 4217 of a code or sign; a dollar sign means the project's dollar where the project counts in one. Undefined: no currency that is known. */
export function currencyOfSign(sign: string, own: string): string | undefined {
  const plain = sign.trim().toUpperCase();
  if (/^[A-Z]{3}$/.test(plain)) return plain;
  if (plain === "$") return DOLLARS.has(own) ? own : "USD";
  return { "€": "EUR", "£": "GBP", "¥": "JPY", "FR.": "CHF", "₹": "INR", "₩": "KRW", "₺": "TRY" }[plain];
}

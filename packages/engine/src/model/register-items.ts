/** The schema of what commands save in registers: a record with its kind, checked by the kind's own schema. */
import { z } from "zod";
import { recordSchemas } from "./records.ts";
import { REGISTER_KINDS, type RegisterItem } from "./registers.ts";

const ITEMS = REGISTER_KINDS.map((kind) => z.strictObject({ kind: z.literal(kind), record: recordSchemas[kind] }));

/** One member per register; the list of members is too long for the compiler to follow, so its type is stated. */
export const registerItemSchema = z.discriminatedUnion("kind", ITEMS as unknown as [(typeof ITEMS)[number]]) as unknown as z.ZodType<RegisterItem>;

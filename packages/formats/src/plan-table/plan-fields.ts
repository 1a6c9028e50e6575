/** The fields of a plan that a column may mean, and the headers that mean them: English, German, French, Spanish, and those of Jira. */
import type { ColumnField } from "../table/column-mapping.ts";

export type PlanField =
  | "rowId" | "uid" | "wbs" | "level" | "name" | "duration" | "work" | "start" | "finish" | "predecessors" | "resources" | "percentComplete"
  | "actualStart" | "actualFinish" | "constraint" | "constraintDate" | "deadline" | "fixedCost" | "cost" | "milestone" | "mode" | "active" | "priority" | "notes";

/** As the writer names them, in the order in which it writes them; the first word of each field. */
export const PLAN_FIELDS: readonly ColumnField<PlanField>[] = [
  { field: "rowId", type: "text", words: ["id", "row", "no.", "no", "#", "nr.", "nr", "task id", "vorgangsnummer", "n°"] },
  { field: "uid", type: "text", words: ["unique id", "uid", "einmalige nr.", "einmalige nr"] },
  { field: "wbs", type: "text", words: ["wbs", "wbs code", "outline number", "psp-code", "psp", "gliederungsnummer", "edt", "código edt"] },
  { field: "level", type: "text", words: ["outline level", "level", "gliederungsebene", "niveau hiérarchique", "nivel de esquema"] },
  { field: "name", type: "text", words: ["name", "task name", "task", "tasks", "activity", "activity name", "title", "vorgangsname", "vorgang", "aufgabe", "nom", "nom de la tâche", "tâche", "nombre", "nombre de tarea", "tarea"] },
  { field: "duration", type: "text", words: ["duration", "dauer", "durée", "duración", "original duration"] },
  { field: "work", type: "text", words: ["work", "effort", "arbeit", "aufwand", "travail", "trabajo"] },
  { field: "start", type: "date", words: ["start", "start date", "begin", "planned start", "anfang", "beginn", "début", "comienzo", "inicio"] },
  { field: "finish", type: "date", words: ["finish", "finish date", "end", "end date", "planned finish", "ende", "fin"] },
  { field: "predecessors", type: "text", words: ["predecessors", "predecessor", "depends on", "dependencies", "vorgänger", "prédécesseurs", "predecesoras"] },
  { field: "resources", type: "text", words: ["resource names", "resources", "resource", "assigned to", "owner", "responsible", "ressourcennamen", "ressourcen", "zuständig", "noms ressources", "ressources", "nombres de los recursos", "recursos"] },
  { field: "percentComplete", type: "number", words: ["% complete", "percent complete", "complete", "progress", "% done", "% abgeschlossen", "fortschritt", "% achevé", "% completado"] },
  { field: "actualStart", type: "date", words: ["actual start", "tatsächlicher anfang", "ist-anfang", "début réel", "comienzo real"] },
  { field: "actualFinish", type: "date", words: ["actual finish", "actual end", "tatsächliches ende", "ist-ende", "fin réelle", "fin real"] },
  { field: "constraint", type: "text", words: ["constraint type", "constraint", "einschränkungsart", "type de contrainte", "tipo de restricción"] },
  { field: "constraintDate", type: "date", words: ["constraint date", "einschränkungstermin", "date contrainte", "fecha de restricción"] },
  { field: "deadline", type: "date", words: ["deadline", "due date", "due", "stichtag", "échéance", "fecha límite"] },
  { field: "fixedCost", type: "number", words: ["fixed cost", "feste kosten", "coût fixe", "costo fijo"] },
  { field: "cost", type: "number", words: ["cost", "total cost", "budget", "kosten", "coût", "costo"] },
  { field: "milestone", type: "text", words: ["milestone", "meilenstein", "jalon", "hito"] },
  { field: "mode", type: "text", words: ["task mode", "mode", "vorgangsmodus"] },
  { field: "active", type: "text", words: ["active", "aktiv"] },
  { field: "priority", type: "text", words: ["priority", "priorität", "priorité", "prioridad"] },
  { field: "notes", type: "text", words: ["notes", "note", "description", "notizen", "beschreibung", "remarques", "notas"] },
];

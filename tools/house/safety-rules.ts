/** Ways of writing that open a hole: SQL put together from values, commands of the machine, markup from text. */
import { isNode, isTestCode, lineAt, walk, type Source, type SyntaxNode } from "./source-file.ts";

/** Files of the product that may start other programs, each with its reason. */
const MAY_START_PROGRAMS: Readonly<Record<string, string>> = {
  "packages/server/src/storage/postgres-binaries.ts": "asks the PostgreSQL programs for their version",
  "packages/server/src/storage/cluster-start.ts": "makes and starts the PostgreSQL of the data folder",
  "packages/server/src/storage/cluster.ts": "stops that PostgreSQL",
  "packages/server/src/storage/postmaster.ts": "looks whether it runs",
  "packages/server/src/storage/folder-lock.ts": "looks whether the process of a lock runs",
  "packages/server/src/storage/os-user.ts": "finds or makes the user that PostgreSQL runs as",
};

/** The one room that calls other servers; it checks every address. */
const OUTSIDE_ROOM = "packages/server/src/outbound/";

/** Files of the server that open connections themselves, or hand that to a package, each with its reason. */
const MAY_CONNECT: Readonly<Record<string, string>> = {
  "packages/server/src/jobs/job-queue.ts": "pg: takes jobs off the queue in the operator's database, with the role for it",
  "packages/server/src/storage/free-port.ts": "net: listens for a moment, calls nobody",
  "packages/server/src/sign-in/accounts.ts": "pg and better-auth: the sign-in's own role in the operator's database; no way of signing in that calls other servers is switched on",
  "packages/server/src/sign-in/queries.ts": "pg: types only",
  "packages/server/src/mail/mailer.ts": "nodemailer: the operator's own mail server, given by SMTP_URL",
  "packages/server/src/http/own-door.ts": "net: isIP, which calls nobody",
  "packages/server/src/config.ts": "net: isIP, which calls nobody",
};

/** The database is the operator's; this room alone speaks to it. */
const STORAGE_ROOM = "packages/server/src/storage/";

/** Modules that reach other machines. */
const CONNECTING = /^((node:)?(net|tls|http|https|http2|dgram|dns)(\/promises)?|pg|pg-boss|nodemailer|undici|ws|better-auth(\/.*)?|@better-auth\/.*|@better-fetch\/.*)$/;
const CALLING = new Set(["fetch", "WebSocket", "EventSource", "XMLHttpRequest"]);

/** A name in capitals is a text that the program itself holds. */
const CONSTANT = /^[A-Z][A-Z0-9_]*$/;
/** Methods of the database driver that make a name or a value safe. */
const ESCAPES = new Set(["escapeIdentifier", "escapeLiteral"]);

/** Statements whose text is put together from anything but constants of the program: values belong into placeholders. */
export function assembledStatements(sources: readonly Source[]): string[] {
  return complaints(inServer(sources), (node) => {
    if (node.type !== "CallExpression" || propertyOf(node["callee"]) !== "query") return undefined;
    const [statement] = listOf(node["arguments"]);
    if (statement?.type === "BinaryExpression") return "puts SQL together with +; use placeholders";
    if (statement?.type !== "TemplateLiteral") return undefined;
    return listOf(statement["expressions"]).every(isHarmless) ? undefined : "puts a value into SQL; use a placeholder, or a constant in capitals";
  });
}

/** Files of the product that start other programs without standing on the list. */
export function programStarts(sources: readonly Source[]): string[] {
  return sources
    .filter((source) => source.path.startsWith("packages/") && !isTestCode(source.path))
    .filter((source) => source.imports.some(({ name }) => /^(node:)?child_process$/.test(name)) && MAY_START_PROGRAMS[source.path] === undefined)
    .map((source) => `${source.path}: starts other programs; only files on the list in tools/house/safety-rules.ts may`);
}

/** Ways to other machines that do not go through the room that checks addresses. */
export function outsideCalls(sources: readonly Source[]): string[] {
  const judged = inServer(sources).filter(({ path }) => !path.startsWith(OUTSIDE_ROOM) && MAY_CONNECT[path] === undefined);
  return judged.flatMap((source) => complaints([source], (node) => outsideCall(source.path, node)));
}

function outsideCall(path: string, node: SyntaxNode): string | undefined {
  if (node.type === "ImportDeclaration" || node.type === "ImportExpression" || node.type === "ExportNamedDeclaration") {
    const name = isNode(node["source"]) ? String(node["source"]["value"]) : "";
    const isOfStorage = name === "pg" && path.startsWith(STORAGE_ROOM);
    return CONNECTING.test(name) && !isOfStorage && !isTypeOnly(node) ? `imports ${name}; other servers are called through ${OUTSIDE_ROOM}, or the file stands on the list in tools/house/safety-rules.ts with its reason` : undefined;
  }
  const called = node.type === "CallExpression" || node.type === "NewExpression" ? (nameOf(node["callee"]) ?? propertyOfGlobal(node["callee"])) : undefined;
  return called !== undefined && CALLING.has(called) ? `calls ${called}; other servers are called through ${OUTSIDE_ROOM}` : undefined;
}

function isTypeOnly(node: SyntaxNode): boolean {
  if (node["importKind"] === "type" || node["exportKind"] === "type") return true;
  const specifiers = listOf(node["specifiers"]);
  return specifiers.length > 0 && specifiers.every((specifier) => specifier["importKind"] === "type");
}

function propertyOfGlobal(value: unknown): string | undefined {
  return isNode(value) && value.type === "MemberExpression" && nameOf(value["object"]) === "globalThis" ? propertyOf(value) : undefined;
}

/** Places where text would become markup or code: React and the DOM write text, nothing parses it. */
export function markupFromText(sources: readonly Source[]): string[] {
  const judged = sources.filter((source) => source.path.startsWith("packages/") && !isTestCode(source.path));
  return complaints(judged, (node) => {
    const name = node.type === "JSXAttribute" && isNode(node["name"]) ? String(node["name"]["name"]) : node.type === "MemberExpression" ? propertyOf(node) : undefined;
    if (name !== undefined && MARKUP.has(name)) return `uses ${name}; write text, or make elements`;
    const called = node.type === "CallExpression" || node.type === "NewExpression" ? nameOf(node["callee"]) : undefined;
    return called !== undefined && CODE_FROM_TEXT.has(called) ? `uses ${called}; no text becomes code` : undefined;
  });
}

const MARKUP = new Set(["dangerouslySetInnerHTML", "innerHTML", "outerHTML", "insertAdjacentHTML", "createContextualFragment", "srcdoc"]);
const CODE_FROM_TEXT = new Set(["eval", "Function"]);

function inServer(sources: readonly Source[]): Source[] {
  return sources.filter((source) => source.path.startsWith("packages/server/") && !isTestCode(source.path));
}

/** Constants, escaped names, and numbers that the code itself works out. */
function isHarmless(node: SyntaxNode): boolean {
  if (node.type === "CallExpression") return ESCAPES.has(propertyOf(node["callee"]) ?? "");
  return CONSTANT.test(nameOf(node) ?? propertyOf(node) ?? "");
}

function propertyOf(value: unknown): string | undefined {
  return isNode(value) && value.type === "MemberExpression" && value["computed"] !== true ? nameOf(value["property"]) : undefined;
}

function nameOf(value: unknown): string | undefined {
  return isNode(value) && value.type === "Identifier" ? String(value["name"]) : undefined;
}

function listOf(value: unknown): SyntaxNode[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

function complaints(sources: readonly Source[], complaintOf: (node: SyntaxNode) => string | undefined): string[] {
  return sources.flatMap((source) => {
    const found: string[] = [];
    walk(source.program, (node) => {
      const complaint = complaintOf(node);
      if (complaint !== undefined) found.push(`${source.path}:${lineAt(source.text, node.start)}: ${complaint}`);
    });
    return found;
  });
}

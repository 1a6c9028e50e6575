/** The API description as one plain page: no scripts, nothing from elsewhere. */

interface Operation {
  readonly summary?: string;
  readonly operationId?: string;
  readonly parameters?: readonly unknown[];
  readonly requestBody?: unknown;
  readonly responses?: Readonly<Record<string, unknown>>;
  readonly "x-permission"?: string;
}

export function docsPage(description: { readonly info?: { readonly title?: string; readonly version?: string; readonly description?: string | undefined }; readonly paths?: object | undefined }): string {
  const { title = "API", version = "", description: about = "" } = description.info ?? {};
  const operations = Object.entries(description.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods ?? {}).map(([method, operation]) => operationHtml(method, path, isOperation(operation) ? operation : {})),
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)} API ${escape(version)}</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
section { border-top: 1px solid #8884; padding: 1rem 0 }
h2 { font: 600 1rem/1.4 ui-monospace, monospace; margin: 0; overflow-wrap: anywhere }
pre { overflow: auto; background: #8881; padding: .75rem; border-radius: .5rem; font-size: .8rem }
summary { cursor: pointer }
</style></head>
<body>
<h1>${escape(title)} API ${escape(version)}</h1>
<p>${escape(about)}</p>
<p><a href="/api/openapi.json">OpenAPI 3.1 as JSON</a></p>
${operations.join("\n")}
</body></html>`;
}

function operationHtml(method: string, path: string, operation: Operation): string {
  const details = { parameters: operation.parameters, requestBody: operation.requestBody, responses: operation.responses };
  return `<section id="${escape(operation.operationId ?? "")}">
<h2>${escape(method.toUpperCase())} ${escape(path)}</h2>
<p>${escape(operation.summary ?? "")} <small>(permission: ${escape(operation["x-permission"] ?? "")})</small></p>
<details><summary>Takes and answers</summary><pre>${escape(JSON.stringify(details, undefined, 2))}</pre></details>
</section>`;
}

function isOperation(value: unknown): value is Operation {
  return typeof value === "object" && value !== null;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

import { ERRORS, errorsOf, type Endpoint } from '@foyer/contract';
import { openApi } from '@foyer/contract/openapi';
import { wholeContract } from '@foyer/contract/whole-contract';
import { documentPolicy, newNonce } from '../platform/security-headers.ts';

interface Operation {
  readonly summary: string;
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: unknown }[];
  readonly requestBody?: { content: Record<string, { schema: unknown }> };
  readonly responses: Record<string, { description: string; content?: Record<string, { schema: unknown }> }>;
}

/** The interface for people to read: written out from the same document that `/api/openapi.json` serves, without a script. */
export function referencePage(version: string): Response {
  const nonce = newNonce();
  return new Response(page(version, nonce), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': documentPolicy(nonce),
    },
  });
}

function page(version: string, nonce: string): string {
  const { paths } = openApi(version) as { paths: Record<string, Record<string, Operation>> };
  const endpoints = Object.entries<Endpoint>(wholeContract).map(([name, endpoint]) => ({
    name,
    endpoint,
    operation: paths[endpoint.path.replaceAll(/:(\w+)/g, '{$1}')]?.[endpoint.method.toLowerCase()],
  }));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Foyer interface</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<header><h1>Foyer interface</h1>
<p>Version ${escape(version)}. The same as <a href="/api/openapi.json">OpenAPI 3.1</a>. Every operation names the capability that it needs;
errors are RFC 9457 problems with one of the <a href="#errors">codes</a> below.</p></header>
<nav aria-label="Operations"><ul>${endpoints
    .map(
      ({ name, endpoint }) =>
        `<li><a href="#${name}"><b>${endpoint.method}</b> ${escape(endpoint.path)}</a></li>`,
    )
    .join('')}</ul></nav>
<main>
${endpoints.map(({ name, endpoint, operation }) => (operation ? section(name, endpoint, operation) : '')).join('\n')}
<section id="errors"><h2>Error codes</h2><dl>${Object.entries(ERRORS)
    .map(
      ([code, { status, title }]) =>
        `<dt id="${code}"><code>${code}</code> ${status}</dt><dd>${escape(title)}</dd>`,
    )
    .join('')}</dl></section>
</main>
</body>
</html>`;
}

function section(name: string, endpoint: Endpoint, operation: Operation): string {
  const bodies = Object.values(operation.requestBody?.content ?? {});
  const answers = Object.entries(operation.responses).filter(([status]) => status < '300');
  return `<section id="${name}">
<h2><b>${endpoint.method}</b> ${escape(endpoint.path)}</h2>
<p>${escape(operation.summary)}</p>
<p>Needs <code>${endpoint.needs}</code>.</p>
${operation.parameters.length > 0 ? `<h3>Parameters</h3><dl>${operation.parameters.map(parameter).join('')}</dl>` : ''}
${bodies.map(({ schema }) => `<h3>Body</h3>${schemaText(schema)}`).join('')}
${answers.map(([status, answer]) => `<h3>${status}</h3>${answerText(answer)}`).join('')}
<p>Errors: ${errorsOf(endpoint)
    .map((code) => `<a href="#${code}"><code>${code}</code></a>`)
    .join(' ')}</p>
</section>`;
}

const parameter = (one: Operation['parameters'][number]): string =>
  `<dt><code>${escape(one.name)}</code> ${one.in}${one.required ? ', required' : ''}</dt><dd>${schemaText(one.schema)}</dd>`;

function answerText({ description, content }: Operation['responses'][string]): string {
  const parts = Object.entries(content ?? {}).map(
    ([type, { schema }]) => `<p><code>${escape(type)}</code></p>${schemaText(schema)}`,
  );
  return parts.length > 0 ? parts.join('') : `<p>${escape(description)}</p>`;
}

const schemaText = (schema: unknown): string =>
  `<details><summary>Shape</summary><pre>${escape(JSON.stringify(schema, null, 2))}</pre></details>`;

const escape = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

const STYLE = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:70rem;margin:0 auto;padding:2rem 1rem;display:grid;grid-template-columns:minmax(0,18rem) minmax(0,1fr);gap:2rem}
header{grid-column:1/-1}h1,h2,h3{line-height:1.2}h2{font-size:1.15rem}h3{font-size:.95rem;margin-bottom:.25rem}
nav ul{list-style:none;padding:0;margin:0;position:sticky;top:1rem;font-size:.85rem}nav li{padding:.15rem 0}
section{border-top:1px solid color-mix(in srgb,currentColor 20%,transparent);padding:.5rem 0 1rem}
pre{overflow-x:auto;font-size:.8rem}dd{margin:0 0 .5rem 1rem}
@media(max-width:48rem){body{grid-template-columns:minmax(0,1fr)}}
`;

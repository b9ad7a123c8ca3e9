// The page of the API, made of its own description.

import { Layout, type Rendered } from "./layout.tsx";
import type { Site } from "./site.ts";
import { Link } from "./text.tsx";

/** What the page reads of an OpenAPI description. */
export interface Description {
  readonly info: { readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** One method of one path. */
export interface Operation {
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, object>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, object>> }>>;
  /** Needs a token. */
  readonly security?: readonly object[];
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: { readonly minimum?: number; readonly maximum?: number; readonly default?: number };
}

/** Paths that belong together, by how they begin; the first that fits. */
const groups: readonly (readonly [heading: string, beginning: string])[] = [
  ["Our own, beside the contract", "/v0.1/x/"],
  ["MCP Registry API", "/v0.1/"],
  ["ARD", "/ard/"],
  ["The registry itself", "/"],
];

/** The page. */
export function DocsPage({ site, of }: { readonly site: Site; readonly of: Description }): Rendered {
  const left = new Set(Object.keys(of.paths));
  const grouped = groups.map(([heading, beginning]) => {
    const paths = [...left].filter((path) => path.startsWith(beginning));
    for (const path of paths) left.delete(path);
    return { heading, paths };
  });
  // The contract comes first for readers, and last for those who sort.
  grouped.sort((a, b) => Number(b.heading.startsWith("MCP")) - Number(a.heading.startsWith("MCP")));
  return (
    <Layout site={site} title="API · MCP servers" indexed={true}>
      <h1>API</h1>
      <p>
        {of.info.description
          .split(/(https:\/\/[\w./-]+)/)
          .map((part, index) => (index % 2 === 1 ? <Link to={part} /> : part))}
      </p>
      <p>
        For machines: <a href={`${site.basePath}/openapi.yaml`}>openapi.yaml</a>. Every path under <code>/v0.1</code>{" "}
        answers under <code>/v0</code> too. The slash of a name is written as <code>%2F</code>.
      </p>
      {grouped.map(({ heading, paths }) => (
        <section>
          <h2>{heading}</h2>
          {paths.flatMap((path) =>
            Object.entries(of.paths[path] ?? {}).map(([method, operation]) => (
              <Method site={site} method={method.toUpperCase()} path={path} operation={operation} />
            )),
          )}
        </section>
      ))}
    </Layout>
  );
}

/** Our own words; what stands between backticks is code. */
function Words({ of: text }: { readonly of: string }): Rendered {
  return <>{text.split("`").map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>;
}

/** ` 1 to 100, 30 unless said.`, where a number has such bounds. */
function rangeWords({ schema: { minimum, maximum, default: initial } = {} }: Parameter): string {
  return maximum === undefined
    ? ""
    : ` ${minimum ?? 0} to ${maximum}${initial === undefined ? "" : `, ${initial} unless said`}.`;
}

interface MethodProps {
  readonly site: Site;
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

function Method({ site, method, path, operation }: MethodProps): Rendered {
  const { summary, parameters = [], requestBody, responses, security } = operation;
  const plain = method === "GET" && !path.includes("{") && !parameters.some(({ required }) => required);
  const types = Object.keys(responses["200"]?.content ?? {});
  return (
    <section class="method" id={`${method.toLowerCase()}${path}`}>
      <h3>
        <code>
          {method} {plain ? <a href={`${site.basePath}${path}`}>{path}</a> : path}
        </code>
      </h3>
      <p>
        {summary}
        {security === undefined ? "." : "; needs a token."}
        {requestBody === undefined ? "" : ` Takes ${Object.keys(requestBody.content).join(" or ")}.`}
        {types.length === 0 ? "" : ` Gives ${types.join(" or ")}.`}
      </p>
      {parameters.length === 0 ? null : (
        <table class="parameters">
          <tbody>
            {parameters.map((parameter) => (
              <tr>
                <th scope="row">
                  <code>{parameter.name}</code> <span class="soft">{parameter.in}</span>
                </th>
                <td>
                  <Words of={parameter.description ?? ""} />
                  {rangeWords(parameter)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

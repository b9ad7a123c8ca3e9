// The ARD paths in the description of what this registry answers; their full contract is ARD's own.

import { fieldNames } from "./ard-fields.ts";
import { maxBuckets, maxFacets, maxTextLength, pageSizes } from "./ard-requests.ts";

const text = { type: "string" };
const query = {
  type: "object",
  properties: {
    text: { type: "string", maxLength: maxTextLength },
    filter: {
      description: `Fields: ${fieldNames.join(", ")}. Values of one are joined by OR, fields by AND.`,
      type: "object",
      additionalProperties: { oneOf: [text, { type: "array", items: text }] },
    },
  },
};
const count = (most: number, usual: number) => ({ type: "integer", minimum: 1, maximum: most, default: usual });

/** Components that {@link ardPaths} name. */
export const ardSchemas: Readonly<Record<string, object>> = {
  ArdSearch: {
    type: "object",
    required: ["query"],
    properties: {
      query: { ...query, required: ["text"] },
      federation: { enum: ["auto", "referrals", "none"], default: "auto" },
      pageSize: count(pageSizes.most, pageSizes.search),
      pageToken: text,
    },
  },
  ArdExploration: {
    type: "object",
    required: ["resultType"],
    properties: {
      query,
      resultType: {
        type: "object",
        required: ["facets"],
        properties: {
          facets: {
            type: "array",
            maxItems: maxFacets,
            items: {
              type: "object",
              required: ["field"],
              properties: { field: { enum: fieldNames }, limit: count(maxBuckets, 20), minCount: { type: "integer" } },
            },
          },
        },
      },
    },
  },
  ArdError: { type: "object", required: ["errorCode", "message"], properties: { errorCode: text, message: text } },
};

function responses(): object {
  const json = (schema: object) => ({ "application/json": { schema } });
  return {
    "200": { description: "The answer", content: json({ type: "object" }) },
    default: { description: "What is wrong", content: json({ $ref: "#/components/schemas/ArdError" }) },
  };
}

function ask(summary: string, schema: string): object {
  const content = { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } };
  return { post: { summary, requestBody: { required: true, content }, responses: responses() } };
}

const given = (name: string, schema: object, description: string) => ({ name, in: "query", schema, description });

/** Agentic Resource Discovery, by its path. */
export const ardPaths: Readonly<Record<string, object>> = {
  "/ard/search": ask("ARD: search by relevance", "ArdSearch"),
  "/ard/explore": ask("ARD: count the values of what matches", "ArdExploration"),
  "/ard/agents": {
    get: {
      summary: "ARD: browse in a fixed order",
      parameters: [
        given(
          "filter",
          text,
          "Comparisons joined with AND, such as metadata.transport = 'sse' AND updatedAt > '2026-01-31'.",
        ),
        given("orderBy", text, "displayName or updatedAt, with ASC or DESC."),
        given("pageSize", count(pageSizes.most, pageSizes.agents), "The most entries on a page; it may hold fewer."),
        given("pageToken", text, "The last page's pageToken."),
      ],
      responses: responses(),
    },
  },
};

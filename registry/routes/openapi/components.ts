// The shapes that the description of the API names.

import { text } from "./forms.ts";

/** By their names. */
export const schemas: Readonly<Record<string, object>> = {
  Entry: {
    type: "object",
    required: ["server", "_meta"],
    properties: { server: { type: "object", required: ["name", "description", "version"] }, _meta: { type: "object" } },
  },
  List: {
    type: "object",
    required: ["servers", "metadata"],
    properties: {
      servers: { type: "array", items: { $ref: "#/components/schemas/Entry" } },
      metadata: {
        type: "object",
        required: ["count"],
        properties: { count: { type: "integer" }, nextCursor: text },
      },
    },
  },
  Answer: { type: "object" },
  ServerJson: { type: "object", required: ["$schema", "name", "description", "version"] },
  Verdict: {
    type: "object",
    required: ["valid", "issues"],
    properties: {
      valid: { type: "boolean" },
      issues: {
        type: "array",
        items: {
          type: "object",
          required: ["type", "path", "message", "severity", "reference"],
          properties: { type: text, path: text, message: text, severity: text, reference: text },
        },
      },
    },
  },
  Proof: {
    type: "object",
    required: ["domain", "timestamp", "signed_timestamp"],
    properties: {
      domain: text,
      timestamp: { type: "string", format: "date-time" },
      signed_timestamp: { type: "string", description: "The signature of timestamp by a key of the domain, in hex." },
      audience: {
        type: "string",
        description:
          "This registry's URL, where the signature is bound to it: then it is over timestamp, a space, and this.",
      },
    },
  },
  Token: {
    type: "object",
    required: ["registry_token", "expires_at"],
    properties: { registry_token: text, expires_at: { type: "integer", description: "Seconds since the epoch." } },
  },
  Status: {
    type: "object",
    required: ["status"],
    properties: {
      status: { enum: ["active", "deprecated", "deleted"] },
      statusMessage: { type: "string", maxLength: 500 },
    },
  },
  StatusList: {
    type: "object",
    required: ["updatedCount", "servers"],
    properties: {
      updatedCount: { type: "integer" },
      servers: { type: "array", items: { $ref: "#/components/schemas/Entry" } },
    },
  },
  Problem: {
    type: "object",
    required: ["title", "status", "detail", "error"],
    properties: { title: text, status: { type: "integer" }, detail: text, error: text },
  },
};

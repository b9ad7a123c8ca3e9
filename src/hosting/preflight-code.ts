// The lines of JavaScript that three hosts need, because they let no setting answer OPTIONS.

import type { Want } from "./hosting.ts";
import { preflightHeaders } from "./served-headers.ts";

/** The paths whose preflight is not answered, as the text of a JavaScript array. Plain paths need no escape. */
export function preflightPaths(wants: readonly Want[]): string {
  const paths = wants.filter(({ needs }) => needs.includes("preflight")).map(({ path }) => path);
  return JSON.stringify(paths, null, 2);
}

/** An expression that makes the answer to a preflight. */
export const preflightResponse: string = `new Response(null, {
    status: 204,
    headers: {
${preflightHeaders.map(({ name, value }) => `      "${name}": "${value}",\n`).join("")}    },
  })`;

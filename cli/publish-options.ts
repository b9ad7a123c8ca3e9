// The options of `publish`.

import { type HostName, hostNames } from "../src/hosting/hosting.ts";
import { UsageError } from "../src/usage-error.ts";
import { choice, type Option, toggle, type Values } from "./option.ts";
import { color, quiet } from "./options.ts";
import { query } from "./queries-option.ts";

/** An option that takes a text as it is. */
function text(value: string, summary: string): Option<string | undefined> {
  return { value, summary, initial: undefined, read: (given) => given };
}

const publisher: Option<string | undefined> = {
  ...text("NAME", "who publishes, as people write it (default: the host's name)"),
  read(given) {
    if (given.trim() === "" || given.length > 200 || /[\p{Cc}]/u.test(given))
      throw new UsageError(`"${given}" is no name of 1 to 200 characters on one line`);
    return given;
  },
};

/** Every option of `publish`. */
export const publishOptions: {
  readonly out: Option<string | undefined>;
  readonly baseUrl: Option<string | undefined>;
  readonly for: Option<HostName | undefined>;
  readonly hostConfig: Option<string | undefined>;
  readonly aliases: Option<boolean>;
  readonly serverJson: Option<boolean>;
  readonly jsonTwin: Option<boolean>;
  readonly query: typeof query;
  readonly publisher: Option<string | undefined>;
  readonly dryRun: Option<boolean>;
  readonly check: Option<boolean>;
  readonly force: Option<boolean>;
  readonly watch: Option<boolean>;
  readonly format: Option<"text" | "json">;
  readonly quiet: typeof quiet;
  readonly color: typeof color;
} = {
  out: text("FOLDER", "the folder that is served as the root of the site"),
  baseUrl: text("URL", "the origin of the site (default: that of the first remote)"),
  for: choice<HostName, undefined>("write the header configuration of this host", hostNames, undefined),
  hostConfig: text("FOLDER", "write what the host reads from outside the site here, instead of printing it"),
  aliases: toggle("also the file for older clients, and redirects from older places"),
  serverJson: toggle("also a server.json of the one card"),
  jsonTwin: toggle("also NAME.json beside each card, and list that: for hosts that go by the extension"),
  query,
  publisher,
  dryRun: toggle("only show what would be written, as a diff"),
  check: toggle("write nothing, and exit with 1 where something would be written"),
  force: toggle("replace files that publish did not write"),
  watch: toggle("publish again whenever a card changes"),
  format: choice("how to print", ["text", "json"], "text"),
  quiet,
  color,
};

/** The values of {@link publishOptions}. */
export type PublishValues = Values<typeof publishOptions>;

// The program for `validate` alone: what the launcher starts when that is the command, so that nothing else is loaded.

import { validateCommand } from "./commands/validate.ts";
import { main } from "./main.ts";

main({ validate: validateCommand });

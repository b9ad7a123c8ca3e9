// A process of its own that asks one URL through the safe transport; the test that starts it sets the environment.

import { createTransport } from "../../src/http/safe-exchange.ts";

const [profile, url, name, port, ca] = process.argv.slice(2);
if (profile !== "registry" && profile !== "cli") throw new Error("usage: profile url name port ca");
const transport = createTransport({
  profile,
  userAgent: "test/1 (+x)",
  env: process.env,
  ca: ca ? [ca] : [],
  lookup: async () => ["93.184.216.34"],
  dial: (address) => {
    process.stderr.write(`dial ${address} for ${name}\n`);
    return { address: "127.0.0.1", port: Number(port) };
  },
});
const policy = { methods: ["GET"], maxBytes: 1000, timeoutMs: 5000, maxRedirects: 0 };
const result = await transport.openVisit().exchange({ method: "GET", url: url ?? "", headers: {}, policy });
process.stdout.write("code" in result ? result.code : String(result.status));
await transport.close();

// How good the search is, by 88 judged queries over 135 real servers: NDCG@10, recall@10 and MRR, beside name-substring search.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sharedData } from "../test/support/shared-data.ts";
import { print } from "./measure.ts";
import { type Measured, measures, openSampleStore } from "./search/judged.ts";

const data = sharedData("samples/remote-servers.json");
if (data === undefined) print("search  skipped: ../shared/data/samples/remote-servers.json is absent");
else {
  const judged = fileURLToPath(new URL("../../bench/search/judgements.json", import.meta.url));
  const { store, close, samples } = await openSampleStore(data);
  const { judgements } = JSON.parse(readFileSync(judged, "utf8"));
  const ours = await measures(judgements, async (query) => {
    const { hits } = await store.search({ text: query, limit: 10 });
    return hits.map(({ entry }) => entry.name.slice(entry.name.indexOf("/") + 1));
  });
  const substring = await measures(judgements, async (query) =>
    samples
      .filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()))
      .map(({ name }) => name.slice(name.indexOf("/") + 1))
      .slice(0, 10),
  );
  const row = (name: string, { ndcg, recall, mrr }: Measured): string =>
    `${name}: NDCG@10 ${ndcg.toFixed(3)}, recall@10 ${recall.toFixed(3)}, MRR ${mrr.toFixed(3)}`;
  print(`search  ${judgements.length} queries, ${row("ours", ours.all)} (aim 0.85)`);
  print(`search  ${row("name-substring", substring.all)}, ratio ${(ours.all.ndcg / substring.all.ndcg).toFixed(2)}`);
  for (const [kind, one] of ours.kinds) print(`search  ${row(kind, one)}`);
  for (const { query, ndcg, found } of ours.worst)
    print(`search  worst: "${query}" ${ndcg.toFixed(2)} ${found.join(" ")}`);
  await close();
}

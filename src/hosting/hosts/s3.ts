// Amazon S3 and CloudFront: metadata on each object, CORS on the bucket, a policy on the distribution.

import { settingsText } from "../header-rules.ts";
import { anyNeeds, defineHosting, type Hosting, type Redirect, type Step, type Want } from "../hosting.ts";
import { ownEtag } from "../own-etag.ts";
import { maxAgeSeconds } from "../served-headers.ts";

/** Amazon S3, alone or behind CloudFront. */
export const s3: Hosting = defineHosting({
  name: "s3",
  title: "Amazon S3 and CloudFront",
  proof: "documented",
  documentation: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html",
  pitfalls: [
    "S3 gives an object the media type with which it was uploaded: one without an extension is binary/octet-stream, and `aws s3 sync` does not mend what it does not upload again.",
    "S3 and CloudFront send Access-Control headers only to requests that carry an Origin: a plain `curl -I` shows none.",
    "`put-bucket-cors` replaces all CORS rules of the bucket: keep those that are there.",
    "Behind CloudFront the cache behaviour must allow OPTIONS, or S3 never hears of a preflight.",
    "What CloudFront keeps is old until it is invalidated: `aws cloudfront create-invalidation`.",
    "A one-page application's error page (403 or 404 to index.html with 200) makes a missing card look like a page.",
  ],
  advise: (wants, redirects) => [
    ...metadata(wants),
    ...redirection(redirects),
    ...cors(wants),
    ...ownEtag("S3", wants),
  ],
});

function metadata(wants: readonly Want[]): readonly Step[] {
  const uploads = wants.filter((want) => anyNeeds([want], "reachable", "content-type", "cache-control"));
  if (uploads.length === 0) return [];
  // An upload sets all metadata anew, so it names both.
  const lines = uploads.map(
    ({ path, mediaType }) =>
      `aws s3 cp "FOLDER${path}" "s3://BUCKET${path}" --content-type "${mediaType}" --cache-control "public, max-age=${maxAgeSeconds}"\n`,
  );
  return [{ where: "in a shell, with your own FOLDER and BUCKET", text: lines.join("") }];
}

/** Only the website endpoint of a bucket redirects. */
function redirection(redirects: readonly Redirect[]): readonly Step[] {
  if (redirects.length === 0) return [];
  const lines = redirects.map(
    ({ from, to }) =>
      `aws s3api put-object --bucket BUCKET --key "${from.slice(1)}" --website-redirect-location "${to}"\n`,
  );
  const where = "in a shell, with your own BUCKET, where the bucket's website endpoint answers";
  return [{ where, text: lines.join("") }];
}

const methods = ["GET", "HEAD"];
const headers = ["Content-Type", "If-None-Match"];

function cors(wants: readonly Want[]): readonly Step[] {
  if (!anyNeeds(wants, "allow-origin", "allow-methods", "allow-headers", "expose-etag", "preflight")) return [];
  const rule = {
    AllowedOrigins: ["*"],
    AllowedMethods: methods,
    AllowedHeaders: headers,
    ExposeHeaders: ["ETag"],
    MaxAgeSeconds: maxAgeSeconds,
  };
  const policy = {
    Name: "server-cards",
    CorsConfig: {
      AccessControlAllowOrigins: list(["*"]),
      AccessControlAllowMethods: list([...methods, "OPTIONS"]),
      AccessControlAllowHeaders: list(headers),
      AccessControlExposeHeaders: list(["ETag"]),
      AccessControlAllowCredentials: false,
      AccessControlMaxAgeSec: maxAgeSeconds,
      OriginOverride: true,
    },
  };
  return [
    {
      where: "in cors.json, for: aws s3api put-bucket-cors --bucket BUCKET --cors-configuration file://cors.json",
      text: settingsText({ CORSRules: [rule] }),
      include: "cors.json",
    },
    {
      where:
        "only behind CloudFront, in policy.json, for: aws cloudfront create-response-headers-policy --response-headers-policy-config file://policy.json; then attach it to the behaviour of these paths, which must allow OPTIONS",
      text: settingsText(policy),
      include: "policy.json",
    },
  ];
}

/** A list as CloudFront writes it. */
function list(items: readonly string[]): { readonly Quantity: number; readonly Items: readonly string[] } {
  return { Quantity: items.length, Items: items };
}

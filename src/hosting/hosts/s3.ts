// Amazon S3, alone or behind CloudFront: metadata of each object, and the bucket's CORS rules.

import type { Hosting } from "../hosting.ts";
import { maxAgeSeconds } from "../served.ts";

const cors = [
  {
    AllowedOrigins: ["*"],
    AllowedMethods: ["GET", "HEAD"],
    AllowedHeaders: ["Content-Type", "If-None-Match"],
    ExposeHeaders: ["ETag"],
    MaxAgeSeconds: maxAgeSeconds,
  },
];

/** By its documentation ("Using cross-origin resource sharing", "Working with object metadata"). */
export const s3: Hosting = {
  name: "s3",
  title: "Amazon S3 and CloudFront",
  guess: (headers) =>
    /^AmazonS3$/i.test(headers["server"] ?? "") ||
    headers["x-amz-request-id"] !== undefined ||
    headers["x-amz-cf-id"] !== undefined,
  configure: (served) => [
    {
      where: "in a shell, for each object (put the bucket's name in place of BUCKET)",
      text: served
        .map(
          ({ path, mediaType }) =>
            `aws s3 cp .${path} s3://BUCKET${path} --content-type ${mediaType} --cache-control "public, max-age=${maxAgeSeconds}"`,
        )
        .join("\n"),
    },
    { where: "in the bucket's permissions, as its CORS configuration", text: JSON.stringify(cors, null, 2) },
  ],
  cannot: [],
  pitfalls: [
    "S3 sends CORS headers only to requests with Origin: behind CloudFront use the managed policies CORS-S3Origin and SimpleCORS, or caches mix both.",
    "CloudFront answers OPTIONS only where the behaviour allows GET, HEAD, OPTIONS.",
  ],
  proved: "documentation",
};

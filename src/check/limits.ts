// How much one check may ask.

import { visitMaxRequests } from "../http/limits.ts";

/** Requests of a check by default: contract.md's visit. A domain with three cards takes fewer than 25. */
export const checkMaxRequests: number = visitMaxRequests;

/** Requests of a check with `--all`: every place, and the locators. */
export const checkAllMaxRequests: number = 3 * visitMaxRequests;

/** Endpoints whose login metadata is asked for, each at two places at most. */
export const maxLoginEndpoints = 3;

/** Documents whose delivery is exercised; the others are judged by their one GET. */
export const maxExercised = 8;

/**
 * Catalogs of the host that are looked at beyond those which its root names: enough to see how they are served, where an
 * aggregator has hundreds of pages.
 */
export const maxCatalogsBelow = 2;

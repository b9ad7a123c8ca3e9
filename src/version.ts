// The version of this package, for the User-Agent and every report; a test keeps it equal to package.json.

/** The package's version. */
export const version = "0.1.0";

/** The version of the JSON shapes that the tool prints and the registry answers. */
export const schemaVersion = 1;

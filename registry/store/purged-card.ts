// What stands in a claim's place for a card whose words had to go.

/** Gives it as JSON text: the key, and nothing that its origin wrote. */
export function purgedCard(name: string, version: string): string {
  return JSON.stringify({ name, version, description: "No longer listed." });
}

/** An object of a JSON document, as it was parsed. */
export type JsonObject = Readonly<Record<string, unknown>>

/** True for objects that are neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

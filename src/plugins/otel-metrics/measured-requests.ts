/** What a project says of a request, for its metrics. */
export type MeasuredAttributes = Readonly<Record<string, string | number | boolean>>

/** Most attributes that a project can add to a request, and the longest text of one, characters. */
const mostAttributes = 16
const longestText = 128

/** Requests that are being measured, of all gateways: ids are never the same twice, and leave with their request. */
const measured = new Map<string, Record<string, string | number | boolean>>()

/** Lets a request have attributes of its own until it has ended. */
export function beginMeasuring(requestId: string): void {
  measured.set(requestId, {})
}

/** Adds attributes to a request; one that nobody measures has none. */
export function addAttributes(requestId: string, attributes: MeasuredAttributes): void {
  const own = measured.get(requestId)
  if (own === undefined) return
  for (const [name, value] of Object.entries(attributes)) {
    if (!Object.hasOwn(own, name) && Object.keys(own).length >= mostAttributes) return
    own[name] = typeof value === 'string' ? value.slice(0, longestText) : value
  }
}

/** What was added to a request, which is forgotten with that. */
export function endMeasuring(requestId: string): MeasuredAttributes {
  const own = measured.get(requestId) ?? {}
  measured.delete(requestId)
  return own
}

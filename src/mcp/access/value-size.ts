/** Characters that count as much as one value. */
const charactersPerValue = 100

/** True when a JSON value holds more values than that, long texts counting as several; stops counting there. */
export function isLargerThan(value: unknown, most: number): boolean {
  const open: unknown[] = [value]
  let count = 0
  for (let at = open.pop(); at !== undefined || open.length > 0; at = open.pop()) {
    count += typeof at === 'string' ? 1 + at.length / charactersPerValue : 1
    if (count > most) return true
    if (typeof at !== 'object' || at === null) continue
    const inner: readonly unknown[] = Array.isArray(at) ? at : Object.values(at)
    if (count + inner.length > most) return true
    for (const item of inner) open.push(item)
  }
  return false
}

type Path = readonly (string | number)[]

/** Copies JSON data with every text replaced. A text replaced by undefined takes its key, or its place in a list, with it. */
export function mapStrings(
  value: unknown,
  replace: (text: string, path: Path) => unknown,
  path: Path = [],
): unknown {
  if (typeof value === 'string') return replace(value, path)
  if (Array.isArray(value)) {
    return value.map((item, index) => mapStrings(item, replace, [...path, index])).filter(isPresent)
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(
    ([key, item]) => [key, mapStrings(item, replace, [...path, key])] as const,
  )
  return Object.fromEntries(entries.filter(([, item]) => isPresent(item)))
}

function isPresent(value: unknown): boolean {
  return value !== undefined
}

const entry = /^\s*([1-5]\d\d)(?:\s*-\s*([1-5]\d\d))?\s*$/

/** Parses a list of status codes and ranges, such as `200-299, 304`; undefined when it is none. */
export function parseStatusCodes(text: string): ((status: number) => boolean) | undefined {
  const ranges: { from: number; to: number }[] = []
  for (const part of text.split(',')) {
    const [, from, to = from] = entry.exec(part) ?? []
    if (from === undefined || Number(to) < Number(from)) return undefined
    ranges.push({ from: Number(from), to: Number(to) })
  }
  return (status) => ranges.some(({ from, to }) => status >= from && status <= to)
}

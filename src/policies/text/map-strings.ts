/** Members of a tool's content that are no text for people: what they hold is binary, or says what the rest is. */
const notText = new Set(['data', 'blob', 'mimeType', 'type'])
/** What lies deeper is not looked at and does not pass: the members that hold it become null. */
const deepest = 200

/** Every string literal of a JSON text; it cannot fail slowly, as each character can be read in one way only. */
const literal = /"(?:[^"\\]|\\.)*"/gs

/**
 * Changes the strings of a JSON text and leaves every other byte of it as it is, so that no number loses digits. Escapes
 * are read first: a text cannot hide in them.
 */
export function mapJsonText(json: string, change: (text: string) => string): string {
  return json.replaceAll(literal, (quoted) => {
    const text = readLiteral(quoted)
    if (text === undefined) return quoted
    const changed = change(text)
    return changed === text ? quoted : JSON.stringify(changed)
  })
}

function readLiteral(quoted: string): string | undefined {
  if (!quoted.includes('\\')) return quoted.slice(1, -1)
  try {
    return JSON.parse(quoted) as string
  } catch {
    return undefined
  }
}

/** True for a text that is a JSON object, list or string. */
export function isJsonText(text: string): boolean {
  if (!/^\s*[[{"]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Changes a text: within its strings where it is JSON, as a whole where it is not. */
export function mapText(text: string, change: (text: string) => string): string {
  return isJsonText(text) ? mapJsonText(text, change) : change(text)
}

/** A copy of a value in which every string, at any depth, is changed; the value itself when nothing is. */
export function mapValue<Value>(value: Value, change: (text: string) => string): Value {
  return visit(value, change, 0) as Value
}

function visit(value: unknown, change: (text: string) => string, depth: number): unknown {
  if (typeof value === 'string') return change(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= deepest) return null
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => visit(item, change, depth + 1))
    return items.every((item, index) => item === value[index]) ? value : items
  }
  const entries = Object.entries(value)
  const changed = entries.map(([name, member]): [string, unknown] => [name, visit(member, change, depth + 1)])
  return changed.every(([, member], index) => member === entries[index]?.[1])
    ? value
    : Object.fromEntries(changed)
}

/** A copy of a piece of content in which the text is changed, and images and types are not. */
export function mapContent<Content extends object>(
  content: Content,
  change: (text: string) => string,
): Content {
  const entries = Object.entries(content).map(([name, member]: [string, unknown]): [string, unknown] => {
    if (notText.has(name)) return [name, member]
    if (typeof member === 'string') return [name, mapText(member, change)]
    if (name === 'resource' && typeof member === 'object' && member !== null)
      return [name, mapContent(member, change)]
    return [name, mapValue(member, change)]
  })
  return Object.fromEntries(entries) as Content
}

/** A result as each era wants it. */
export interface EraTexts {
  readonly legacy: string
  readonly modern: string
}

/** The pages of a list, written at start. */
export interface ListPages {
  readonly first: EraTexts
  /** The pages after the first, by the cursor that leads to them. */
  readonly following: ReadonlyMap<string, EraTexts>
}

/** What a list is written from. */
export interface ListInput {
  /** Member of the result that holds the entries, such as `tools`. */
  readonly member: string
  readonly entries: readonly unknown[]
  /** The same entries for the modern era; absent where they are the same. */
  readonly modernEntries?: readonly unknown[]
  /** Most entries of a page; undefined = all of them. */
  readonly pageSize: number | undefined
  /** Start of every modern page: its type, its server, and how long it may be kept. */
  readonly modernStart: string
}

/**
 * Writes the pages of a list. A cursor names the page and the version of the list it was cut from, so that it needs no
 * memory here, and means nothing once the list has changed.
 */
export function createListPages(input: ListInput): ListPages {
  const { member, entries, modernEntries = entries, pageSize, modernStart } = input
  const texts = entries.map((entry) => JSON.stringify(entry))
  const modernTexts = modernEntries === entries ? texts : modernEntries.map((entry) => JSON.stringify(entry))
  const size = pageSize ?? Math.max(texts.length, 1)
  const count = Math.max(Math.ceil(texts.length / size), 1)
  const version = count === 1 ? '' : digestOf(`${member} ${size} ${modernTexts.join()}`)
  const cursorOf = (page: number): string => btoa(`${member}:${page}:${version}`)
  const pages = Array.from({ length: count }, (_, page): EraTexts => {
    const next = page + 1 < count ? `,"nextCursor":"${cursorOf(page + 1)}"` : ''
    const bodyOf = (all: readonly string[]): string =>
      `"${member}":[${all.slice(page * size, (page + 1) * size).join(',')}]${next}}`
    return { legacy: `{${bodyOf(texts)}`, modern: `${modernStart},${bodyOf(modernTexts)}` }
  })
  const [first = { legacy: '{}', modern: '{}' }, ...following] = pages
  return { first, following: new Map(following.map((page, index) => [cursorOf(index + 1), page])) }
}

/** Tells one text from another (FNV-1a, twice 32 bits); it need not withstand anyone, for a cursor opens nothing. */
function digestOf(text: string): string {
  let one = 0x811c9dc5
  let other = 0xc9dc5811
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    one = Math.imul(one ^ code, 0x01000193)
    other = Math.imul(other ^ (code + index), 0x01000193)
  }
  return [one, other].map((part) => (part >>> 0).toString(36)).join('')
}

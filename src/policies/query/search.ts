/** A query parameter to set. */
export interface ParamToSet {
  readonly name: string
  readonly value: string
  /** False keeps what is already there. */
  readonly overwrite: boolean
}

/** The query with the parameters set; what stands beside them keeps its place and its spelling. */
export function setParams(search: string, params: readonly ParamToSet[]): string {
  let pairs = pairsOf(search)
  for (const { name, value, overwrite } of params) {
    const isThere = pairs.some((pair) => nameOf(pair) === name)
    if (isThere && !overwrite) continue
    if (isThere) pairs = pairs.filter((pair) => nameOf(pair) !== name)
    pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
  }
  return searchOf(pairs)
}

/** The query without the named parameters; what stands beside them keeps its place and its spelling. */
export function removeParams(search: string, names: ReadonlySet<string>): string {
  if (search === '') return ''
  return searchOf(pairsOf(search).filter((pair) => !names.has(nameOf(pair))))
}

function pairsOf(search: string): string[] {
  const text = search.startsWith('?') ? search.slice(1) : search
  return text === '' ? [] : text.split('&')
}

function searchOf(pairs: readonly string[]): string {
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

/** What a server reads as the name of a pair: `%20` and `+` are both a space. */
function nameOf(pair: string): string {
  const [name = ''] = pair.split('=', 1)
  return /[%+]/.test(name) ? ([...new URLSearchParams(name).keys()][0] ?? '') : name
}

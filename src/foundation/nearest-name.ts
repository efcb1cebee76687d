/** Letters only, lower case: `rate_limit-Inbound` and `rateLimitInbound` look the same to a hurried reader. */
function flatten(name: string): string {
  return name.replaceAll(/[-_]/g, '').toLowerCase()
}

/** Levenshtein distance, with a swap of two neighbours counted as one edit. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const substitution = at(last, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1)
      let best = Math.min(at(last, column) + 1, at(current, column - 1) + 1, substitution)
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped) best = Math.min(best, at(beforeLast, column - 2) + 1)
      current.push(best)
    }
    beforeLast = last
    last = current
  }
  return at(last, b.length)
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}

/** True when the two names differ only in case, `-` or `_`, or by at most two edits that leave most of the word standing. */
export function resembles(name: string, known: string): boolean {
  if (flatten(name) === flatten(known)) return true
  const allowed = Math.min(2, Math.floor(Math.min(name.length, known.length) / 3))
  return editDistance(name, known) <= allowed
}

/** The known name a person most likely meant: the closest within half of what tells it from the others, or sharing its words, or undefined when none is near. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  const wanted = flatten(name)
  let best: string | undefined
  let bestScore = Number.POSITIVE_INFINITY
  for (const candidate of known) {
    const flat = flatten(candidate)
    const distance = editDistance(wanted, flat)
    const telling = flat.length - sharedEnding(wanted, flat)
    // A name that lost or gained one whole word is nearer than its edit count says.
    const score =
      flat.includes(wanted) || wanted.includes(flat) || isSubsequence(wanted, flat) ? distance / 2 : distance
    if (score < bestScore && score <= Math.max(2, telling / 2)) {
      best = candidate
      bestScore = score
    }
  }
  return best
}

/** More names than these a person does not read in an error. */
const mostListed = 12

/** What to say of a name that is not known: the nearest, else all of a few, else where the many are listed. */
export function hintForName(name: string, known: readonly string[], whereListed: string): string {
  const near = nearestName(name, known)
  if (near !== undefined) return `Did you mean "${near}"?`
  return known.length > mostListed ? `${whereListed} lists what there is.` : `It has: ${known.join(', ')}.`
}

/** How many letters both names end with: every policy ends alike, and is none the nearer for it. */
function sharedEnding(a: string, b: string): number {
  let shared = 0
  while (shared < a.length && shared < b.length && a.at(-1 - shared) === b.at(-1 - shared)) shared++
  return shared
}

function isSubsequence(short: string, long: string): boolean {
  let position = 0
  for (const letter of long) if (letter === short[position]) position++
  return position === short.length
}

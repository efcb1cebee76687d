/** Values that fit what was typed so far: those that begin with it, then those that contain it. */
export function findCompletions(values: readonly string[], typed: string): readonly string[] {
  const wanted = typed.toLowerCase()
  const begins: string[] = []
  const contains: string[] = []
  for (const value of values) {
    const at = value.toLowerCase().indexOf(wanted)
    if (at === 0) begins.push(value)
    else if (at > 0) contains.push(value)
  }
  return [...begins, ...contains]
}

/** Values that fit what was typed so far: those that begin with it, then those that contain it. */
export function findCompletions(values: readonly string[], typed: string): readonly string[] {
  const wanted = typed.toLowerCase()
  const begins = values.filter((value) => value.toLowerCase().startsWith(wanted))
  const contains = values.filter((value) => value.toLowerCase().indexOf(wanted) > 0)
  return [...begins, ...contains.filter((value) => !begins.includes(value))]
}

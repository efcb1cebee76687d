/** A keyword as a sentence of the description, for models that are not given the keyword; undefined when it takes more. */
export function describeKeyword(keyword: string, value: unknown): string | undefined {
  if (typeof value === 'string') {
    if (keyword === 'format') return `Format: ${value}.`
    if (keyword === 'pattern' && value.length <= longestPattern) return `Pattern: ${value}`
  }
  if (typeof value !== 'number') return undefined
  if (keyword === 'exclusiveMinimum') return `Greater than ${value}.`
  if (keyword === 'exclusiveMaximum') return `Less than ${value}.`
  return keyword === 'multipleOf' ? `A multiple of ${value}.` : undefined
}

const longestPattern = 100

/** The description of a schema with a sentence at its end, unless it says so already. */
export function withSentence(schema: Readonly<Record<string, unknown>>, sentence: string): string {
  const { description } = schema
  if (typeof description !== 'string' || description.trim() === '') return sentence
  if (description.includes(sentence)) return description
  const text = description.trimEnd()
  return `${text}${/[.!?:)\]]$/.test(text) ? '' : '.'} ${sentence}`
}

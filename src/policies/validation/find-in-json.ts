import type { JsonValidator, ValueProblem } from './json-validator.ts'

/** What is wrong with a text that is to be JSON of a schema. */
export function findInJson(text: string, validator: JsonValidator): readonly ValueProblem[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return [{ pointer: '', reason: 'must be JSON' }]
  }
  return validator.findProblems(value)
}

import type { Fields, FieldValue } from './resource.ts'

/** A field that is not as declared. */
export interface FieldChange {
  readonly field: string
  /** Undefined where the resource does not exist yet. */
  readonly before: FieldValue | undefined
  readonly after: FieldValue
}

/** The fields of a declaration that differ from what is there; fields nobody declared are not looked at. */
export function compareFields(desired: Fields, current: Fields): readonly FieldChange[] {
  return Object.entries(desired).flatMap(([field, after]) => {
    const before = current[field]
    return isSame(before, after) ? [] : [{ field, before, after }]
  })
}

function isSame(a: FieldValue | undefined, b: FieldValue): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b
  const [left, right] = [a as readonly FieldValue[], b as readonly FieldValue[]]
  return left.length === right.length && left.every((item, index) => isSame(item, right[index] ?? null))
}

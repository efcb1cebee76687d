import { test } from 'vitest'
import type { RequirementId } from '../conformance/requirements.ts'

/** A test that shows a duty of a specification, named after it. */
export function shows(id: RequirementId, what: string, body: () => void | Promise<void>): void {
  test(`${id}: ${what}`, body)
}

import { expect, it } from 'vitest'
import { unservedNames } from '../../../src/project/unserved-names.ts'

it('tells for each name what to do instead, in sentences', () => {
  for (const [name, instead] of unservedNames) {
    expect(name).toMatch(/^[A-Za-z]\w+$/)
    expect(instead).toMatch(/^[A-Z].*\.$/)
  }
})

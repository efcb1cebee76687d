import { expect, test } from 'vitest'
import { guideDefaults } from '../../../src/identity/guide-answers.ts'

test('the values of the guide', () => {
  expect(guideDefaults).toMatchObject({ scope: 'mcp:access', accessMinutes: 60, refreshDays: 90 })
})

import { expect, it } from 'vitest'
import { describeWindow, windowMsOf } from '../../../../src/policies/limits/window-words.ts'

it('says windows in minutes where they are whole', () => {
  const windows = [1, 60, 1.5, 1 / 60].map((minutes) => describeWindow(windowMsOf(minutes)))
  expect(windows).toEqual(['a minute', '60 minutes', '90 seconds', '1 seconds'])
})

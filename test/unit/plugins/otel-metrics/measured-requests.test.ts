import { expect, test } from 'vitest'
import {
  addAttributes,
  beginMeasuring,
  endMeasuring,
} from '../../../../src/plugins/otel-metrics/measured-requests.ts'

test('a request keeps few and short attributes, until it ends', () => {
  beginMeasuring('1')
  addAttributes('1', { plan: 'x'.repeat(1_000), seats: 3 })
  addAttributes('1', Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`n${index}`, index])))
  addAttributes('1', { plan: 'gold' })
  addAttributes('nobody', { plan: 'gold' })
  const own = endMeasuring('1')
  expect(own).toMatchObject({ plan: 'gold', seats: 3 })
  expect(Object.keys(own)).toHaveLength(16)
  expect(endMeasuring('1')).toEqual({})
  expect(endMeasuring('nobody')).toEqual({})
})

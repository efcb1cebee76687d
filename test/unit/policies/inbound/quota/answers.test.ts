import { expect, it } from 'vitest'
import { readAnchorDate, readQuotaDetail } from '../../../../../src/policies/inbound/quota/answers.ts'

it('takes details, and nothing for requests that are not counted', () => {
  const detail = { key: 'acme', allowances: { requests: 5 } }
  expect(readQuotaDetail(detail, 'quota')).toEqual(detail)
  expect(readQuotaDetail(undefined, 'quota')).toBeUndefined()
})

it.each([{}, { key: '' }, { key: 'a', allowances: { requests: -1 } }, 'acme'])('%j is a mistake', (said) => {
  expect(() => readQuotaDetail(said, 'quota')).toThrow(/getQuotaDetail of policy "quota" must answer/)
})

it('takes dates in every form that Date does', () => {
  const time = Date.UTC(2027, 0, 31)
  const forms = [new Date(time), '2027-01-31', time]
  expect(forms.map((form) => readAnchorDate(form, 'quota'))).toEqual([time, time, time])
})

it.each([undefined, 'soon', new Date(Number.NaN), -1, {}, 1e15])('%j is no date', (said) => {
  expect(() => readAnchorDate(said, 'quota')).toThrow(/getAnchorDate of policy "quota" must answer a Date/)
})

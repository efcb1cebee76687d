import { expect, test } from 'vitest'
import {
  describeScope,
  readScopeFields,
  type ScopeBody,
} from '../../../../../src/provisioning/okta/kinds/scope.ts'
import { scopeOf } from '../../../../support/identity-parts.ts'

test.each([
  scopeOf('a'),
  scopeOf('b', {
    displayName: 'Phrase',
    description: 'D',
    consent: 'FLEXIBLE',
    published: false,
    default: false,
  }),
])('what is written for the scope $name is read as declared', async (scope) => {
  const desired = describeScope('mcp', scope)
  const body = { id: 'scp1', ...(await desired.toBody({} as never)) } as unknown as ScopeBody
  expect(readScopeFields(body)).toEqual(desired.fields)
  expect(body.metadataPublish).toBe(scope.published ? 'ALL_CLIENTS' : 'NO_CLIENTS')
})

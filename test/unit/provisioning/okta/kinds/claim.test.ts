import { expect, test } from 'vitest'
import type { Claim } from '../../../../../src/identity/identity.ts'
import {
  describeClaim,
  readClaimFields,
  tokenTypeOf,
  type ClaimBody,
} from '../../../../../src/provisioning/okta/kinds/claim.ts'

const claims: readonly Claim[] = [
  {
    name: 'tier',
    tokenType: 'access',
    value: { kind: 'expression', expression: '"gold"' },
    scopes: ['b', 'a'],
  },
  {
    name: 'groups',
    tokenType: 'id',
    value: { kind: 'groups', filter: 'startsWith', text: 'mcp-' },
    scopes: [],
  },
]

test.each(claims)('what is written for the claim $name is read as declared', async (claim) => {
  const desired = describeClaim('mcp', claim)
  const body = { id: 'ocl1', ...(await desired.toBody({} as never)) } as unknown as ClaimBody
  expect(readClaimFields(body)).toEqual(desired.fields)
  expect(tokenTypeOf(body)).toBe(claim.tokenType)
  expect(body.group_filter_type).toBe(claim.name === 'groups' ? 'STARTS_WITH' : undefined)
})

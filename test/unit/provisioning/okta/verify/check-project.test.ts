import { expect, test } from 'vitest'
import { checkProject } from '../../../../../src/provisioning/okta/verify/check-project.ts'

test('the policies that trust the issuer must expect its audience', () => {
  const outcome = (...pairs: [string, string][]) =>
    checkProject(
      pairs.map(([issuer, audience]) => ({ policy: 'p', issuer, audience })),
      'https://o/oauth2/a',
      'https://g/mcp',
    ).outcome
  expect(outcome(['https://o/oauth2/a', 'https://g/mcp'], ['https://other', 'x'])).toBe('ok')
  expect(outcome(['https://o/oauth2/a', 'https://g/mcp/'])).toBe('failed')
  expect(outcome(['https://other', 'https://g/mcp'])).toBe('skipped')
})

import { expect, test } from 'vitest'
import { compileProject } from '../../../src/project/compile-project.ts'
import { judgeIdentity } from '../../../src/project/judge-identity.ts'
import { projectFilesOf } from '../../support/compilation-of.ts'
import { mcpRoute, oktaPolicy } from '../../support/temp-project.ts'

const publicUrl = 'http://127.0.0.1:9000'

function codes(audience: string, issuer: string, policyAudience: string): string[] {
  const files = projectFilesOf({
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 't', version: '1' },
      paths: { '/mcp': { post: mcpRoute('okta', []) } },
    },
    'config/policies.json': { policies: [oktaPolicy('okta', issuer, policyAudience)] },
    'config/identity.jsonc': { authorizationServers: [{ id: 'mcp', name: 'M', audience }] },
  })
  const { project } = compileProject(files, {})
  if (project?.identity === undefined) throw new Error('the project does not compile')
  return judgeIdentity(project.identity, project, publicUrl).map(({ code }) =>
    code.replace('SALLYPORT_IDENTITY_', ''),
  )
}
const embedded = `${publicUrl}/oauth2/mcp`
const endpoint = `${publicUrl}/mcp`

test('the audience is the endpoint, in any loopback spelling', () => {
  expect(codes(endpoint, embedded, endpoint)).toEqual([])
  expect(codes('http://localhost:9000/mcp/', embedded, endpoint)).toEqual([])
})

test('an audience that is no endpoint', () => {
  const other = 'http://127.0.0.1:9000/other'
  expect(codes(other, embedded, other)).toEqual(['AUDIENCE_NOT_ENDPOINT'])
})

test('a policy that trusts the embedded server and expects another audience', () => {
  expect(codes(endpoint, embedded, 'api://mcp')).toEqual(['AUDIENCE_MISMATCH'])
  expect(codes(endpoint, 'https://org.okta.com/oauth2/aus1', 'https://gateway.example.com/mcp')).toEqual([])
})

import { afterEach, expect, test } from 'vitest'
import { readGoodIdentity, readIdentity } from '../../../src/cli/read-identity.ts'
import { createTempProject, type TempProject } from '../../support/temp-project.ts'

let project: TempProject
afterEach(() => project.remove())
const server = { id: 'mcp', name: 'M', audience: '$env(SALLYPORT_PUBLIC_URL)/mcp' }
const file = { 'config/identity.jsonc': { authorizationServers: [server] } }

test('the public URL is the flag, the variable, or the default port', async () => {
  project = await createTempProject(file)
  const audience = async (environment: Record<string, string>, flag?: string) =>
    (await readGoodIdentity(project.folder, environment, flag)).identity.authorizationServers[0]?.audience
  expect(await audience({})).toBe('http://127.0.0.1:9000/mcp')
  expect(await audience({ PORT: '9100' })).toBe('http://127.0.0.1:9100/mcp')
  expect(await audience({ SALLYPORT_PUBLIC_URL: 'https://a' })).toBe('https://a/mcp')
  expect(await audience({ SALLYPORT_PUBLIC_URL: 'https://a' }, 'https://b')).toBe('https://b/mcp')
})

test('a folder without the file, and a file with a mistake, are told', async () => {
  project = await createTempProject({ 'config/other.json': {} })
  await expect(readIdentity(project.folder, {})).rejects.toThrow('SALLYPORT_IDENTITY_NO_FILE')
  await project.write('config/identity.jsonc', { clients: 1 })
  expect((await readIdentity(project.folder, {})).identity).toBeUndefined()
  await expect(readGoodIdentity(project.folder, {})).rejects.toThrow('config/identity.jsonc:2:14')
})

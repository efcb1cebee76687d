import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCommandLine } from '../../test/support/command-line.ts'

/** The example that has everything the suite asks for, running. */
export interface RunningProject {
  readonly mcpUrl: string
  stop(): Promise<void>
}

const example = join(import.meta.dirname, '../../examples/conformance')

/** Starts a copy of the example as `sallyport dev` does, on a free loopback port; a tool of it changes its own files. */
export async function startProject(prepare?: (folder: string) => Promise<void>): Promise<RunningProject> {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-project-'))
  await cp(example, folder, { recursive: true })
  await prepare?.(folder)
  const command = startCommandLine(['dev', folder, '--json', '--port', '0'], { PROJECT_FOLDER: folder })
  await command.saw(/"mcpUrl":.*\n/)
  const { mcpUrl } = JSON.parse(command.stdout().split('\n')[0] ?? '') as { mcpUrl: string }
  return {
    mcpUrl,
    stop: async () => {
      command.child.kill('SIGTERM')
      await command.ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Puts a policy that verifies tokens before the endpoint of a copy. */
export async function guard(folder: string, issuer: string, audience: string): Promise<void> {
  const options = { issuer, audience, jwkUrl: `${issuer}/v1/keys` }
  const handler = { module: '$import(sallyport)', export: 'OpenIdJwtInboundPolicy', options }
  const policy = { name: 'token', policyType: 'open-id-jwt-auth-inbound', handler }
  await writeFile(join(folder, 'config/policies.json'), JSON.stringify({ policies: [policy] }))
  const file = join(folder, 'config/mcp.oas.json')
  const document = JSON.parse(await readFile(file, 'utf8')) as McpDocument
  document.paths['/mcp'].post['x-sallyport-route'].policies = { inbound: ['token'] }
  await writeFile(file, JSON.stringify(document))
}

interface McpDocument {
  paths: { '/mcp': { post: { 'x-sallyport-route': { policies?: { inbound: string[] } } } } }
}

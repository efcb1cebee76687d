import { afterEach, describe, expect, it } from 'vitest'
import { routesCommand } from '../../../../src/cli/commands/routes.ts'
import { ProjectError } from '../../../../src/foundation/diagnostic.ts'
import { createTempProject, type TempProject } from '../../../support/temp-project.ts'
import { captureTerminal, type TerminalOutput } from '../../../support/terminal.ts'

let project: TempProject
afterEach(() => project.remove())

const list = (...flags: string[]): Promise<TerminalOutput> =>
  captureTerminal(() => routesCommand().parseAsync([project.folder, ...flags], { from: 'user' }))

async function createProject(): Promise<void> {
  const own = { module: '$import(./modules/m)', export: 'hello' }
  const forward = {
    module: '$import(@zuplo/runtime)',
    export: 'urlForwardHandler',
    options: { baseUrl: 'http://x' },
  }
  const stamp = (name: string): object => ({ name, policyType: 'custom-code-inbound', handler: own })
  project = await createTempProject({
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 't', version: '1' },
      paths: {
        '/b/{id}': {
          post: {
            operationId: 'b',
            'x-zuplo-route': { corsPolicy: 'none', handler: own, policies: { inbound: ['one', 'two'] } },
          },
        },
        '/a': { get: { 'x-zuplo-route': { corsPolicy: 'none', handler: forward } } },
      },
    },
    'config/policies.json': { policies: [stamp('one'), stamp('two')] },
    'modules/m.ts': 'export const hello = () => 1',
  })
}

describe('sallyport routes', () => {
  it('lists the routes in the order they are matched', async () => {
    await createProject()
    expect((await list()).stdout.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['METHOD', 'PATH', 'INBOUND', 'HANDLER', 'OUTBOUND'],
      ['POST', '/b/{id}', 'one > two', './modules/m#hello', '-'],
      ['GET', '/a', '-', 'urlForwardHandler', '-'],
      [''],
    ])
  })

  it('is one JSON document with --json', async () => {
    await createProject()
    expect(JSON.parse((await list('--json')).stdout)).toEqual({
      routes: [
        {
          method: 'POST',
          path: '/b/{id}',
          operationId: 'b',
          handler: './modules/m#hello',
          inbound: ['one', 'two'],
          outbound: [],
          file: './config/routes.oas.json',
        },
        {
          method: 'GET',
          path: '/a',
          operationId: null,
          handler: 'urlForwardHandler',
          inbound: [],
          outbound: [],
          file: './config/routes.oas.json',
        },
      ],
    })
  })

  it('rejects with what is wrong when the project cannot be compiled', async () => {
    project = await createTempProject({ 'config/routes.oas.json': '{' })
    await expect(list()).rejects.toThrow(ProjectError)
  })
})

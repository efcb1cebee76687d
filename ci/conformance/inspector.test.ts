import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runInspector } from '../run-inspector.ts'
import { startProject, type RunningProject } from './start-project.ts'

let project: RunningProject

beforeAll(async () => {
  project = await startProject()
})

afterAll(() => project.stop())

describe.each(['legacy', 'modern'])('the Inspector, %s era', (era) => {
  const inspect = (method: string, ...args: string[]): Promise<Record<string, unknown>> =>
    runInspector(project.mcpUrl, ['--protocol-era', era, '--method', method, ...args])

  test('lists prompts and gets one', async () => {
    const { prompts } = (await inspect('prompts/list')) as { prompts: { name: string }[] }
    expect(prompts.map(({ name }) => name)).toContain('test_prompt_with_arguments')
    const args = ['--prompt-name', 'test_prompt_with_arguments', '--prompt-args', 'arg1=hello', 'arg2=world']
    expect(await inspect('prompts/get', ...args)).toMatchObject({
      messages: [
        {
          role: 'user',
          content: { type: 'text', text: "Prompt with arguments: arg1='hello', arg2='world'" },
        },
      ],
    })
  })

  test('lists resources and reads text and bytes', async () => {
    const { resources } = (await inspect('resources/list')) as { resources: { uri: string }[] }
    expect(resources.map(({ uri }) => uri)).toEqual([
      'test://static-text',
      'test://static-binary',
      'test://watched-resource',
    ])
    expect(await inspect('resources/read', '--uri', 'test://static-text')).toMatchObject({
      contents: [{ mimeType: 'text/plain', text: 'This is the content of the static text resource.' }],
    })
    const binary = await inspect('resources/read', '--uri', 'test://static-binary')
    expect(binary).toMatchObject({
      contents: [{ mimeType: 'image/png', blob: expect.stringMatching(/^iVBOR/) as string }],
    })
  })

  test('lists templates and reads through one', async () => {
    expect(await inspect('resources/templates/list')).toMatchObject({
      resourceTemplates: [{ uriTemplate: 'test://template/{id}/data' }],
    })
    const { contents } = (await inspect('resources/read', '--uri', 'test://template/7/data')) as {
      contents: { text: string }[]
    }
    expect(JSON.parse(contents[0]?.text ?? '')).toMatchObject({ id: '7' })
  })
})

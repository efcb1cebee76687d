import { expect, test } from 'vitest'
import { askGuide, GuideAnswerError, withTerminal } from '../../../src/cli/ask-guide.ts'
import { guideDefaults } from '../../../src/identity/guide-answers.ts'

test('flags are not asked about, an empty answer takes the default, a wrong one is asked again', async () => {
  const asked: string[] = []
  const answers = await askGuide({ scope: 'a:b' }, guideDefaults, async (question) => {
    asked.push(question)
    if (!question.includes('Minutes')) return ''
    return question.startsWith('A number') ? '30' : 'soon'
  })
  expect(answers).toEqual({ ...guideDefaults, scope: 'a:b', accessMinutes: 30 })
  expect(asked.some((question) => question.startsWith('Scope that opens'))).toBe(false)
  expect(asked.filter((question) => question.includes('Minutes'))).toHaveLength(2)
  expect(asked[0]).toBe('URL of the MCP endpoint (the audience) [$env(SALLYPORT_PUBLIC_URL)/mcp]: ')
})

test('a wrong flag is an error, and without a terminal nobody is asked', async () => {
  await expect(askGuide({ clients: 'mobile' }, guideDefaults, undefined)).rejects.toThrow(GuideAnswerError)
  expect(await withTerminal(false, async (ask) => ask === undefined)).toBe(!process.stdin.isTTY)
  expect(await withTerminal(true, async (ask) => ask)).toBeUndefined()
})

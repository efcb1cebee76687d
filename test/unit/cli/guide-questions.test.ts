import { expect, test } from 'vitest'
import { defaultAnswer, guideQuestions } from '../../../src/cli/guide-questions.ts'
import { guideDefaults } from '../../../src/identity/guide-answers.ts'

test('every answer has a question with a flag of its own, and the default is an answer', () => {
  expect(guideQuestions.map(({ name }) => name).sort()).toEqual(Object.keys(guideDefaults).sort())
  expect(new Set(guideQuestions.map(({ flag }) => flag)).size).toBe(guideQuestions.length)
  for (const { name, parse } of guideQuestions)
    expect(parse(defaultAnswer(name)), name).toEqual({ value: guideDefaults[name] })
})

test('what is no answer is told', () => {
  const parse = (name: string, answer: string) =>
    guideQuestions.find((question) => question.name === name)?.parse(answer)
  expect(parse('clients', 'web, mobile')).toEqual({
    problem: expect.stringContaining('web, native and service'),
  })
  expect(parse('accessMinutes', 'an hour')).toEqual({ problem: 'A number above 0 is wanted.' })
  expect(parse('groups', ' staff , ,partners ')).toEqual({ value: ['staff', 'partners'] })
})

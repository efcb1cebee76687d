import { createInterface } from 'node:readline/promises'
import { guideDefaults, type GuideAnswers } from '../identity/guide-answers.ts'
import { defaultAnswer, guideQuestions, type GuideQuestion } from './guide-questions.ts'

/** Answers by flag, as they were written on the command line. */
export type GuideFlags = Readonly<Record<string, string | undefined>>

/** Asks one question and answers what was typed; undefined where nobody can be asked. */
export type Ask = ((question: string) => Promise<string>) | undefined

/** An answer on the command line that is none. */
export class GuideAnswerError extends Error {
  override readonly name = 'GuideAnswerError'
}

/**
 * The answers to the guide: those of flags first, then those a person gives, then the guide's own. A person is asked only
 * for what no flag says, and again until the answer is one.
 */
export async function askGuide(flags: GuideFlags, defaults: GuideAnswers, ask: Ask): Promise<GuideAnswers> {
  const answers: Record<string, GuideAnswers[keyof GuideAnswers]> = { ...defaults }
  for (const question of guideQuestions) {
    const given = flags[question.flag]
    if (given !== undefined) answers[question.name] = readFlag(question, given)
    else if (ask !== undefined) answers[question.name] = await askOne(question, defaults, ask)
  }
  return { ...guideDefaults, ...answers }
}

function readFlag(question: GuideQuestion, given: string): GuideAnswers[keyof GuideAnswers] {
  const parsed = question.parse(given)
  if ('problem' in parsed) throw new GuideAnswerError(`--${question.flag}: ${parsed.problem}`)
  return parsed.value
}

async function askOne(
  question: GuideQuestion,
  defaults: GuideAnswers,
  ask: NonNullable<Ask>,
): Promise<GuideAnswers[keyof GuideAnswers]> {
  const usual = defaultAnswer(question.name, defaults)
  const hint = usual === '' ? '' : ` [${usual}]`
  for (let problem = ''; ;) {
    const typed = (await ask(`${problem}${question.question}${hint}: `)).trim()
    const parsed = question.parse(typed === '' ? usual : typed)
    if ('value' in parsed) return parsed.value
    problem = `${parsed.problem} `
  }
}

/** Runs something with a person at the terminal to ask; without a terminal nobody is asked. */
export async function withTerminal<T>(silent: boolean, run: (ask: Ask) => Promise<T>): Promise<T> {
  if (silent || !process.stdin.isTTY || !process.stderr.isTTY) return run(undefined)
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await run((question) => terminal.question(question))
  } finally {
    terminal.close()
  }
}

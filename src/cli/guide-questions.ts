import { guideDefaults, type GuideAnswers, type GuideClient } from '../identity/guide-answers.ts'

/** A question of the guide: its flag on the command line, its words, and how an answer is read. */
export interface GuideQuestion {
  readonly name: keyof GuideAnswers
  readonly flag: string
  /** What is asked; also the description of the flag. */
  readonly question: string
  /** The value of an answer, or why it is none. */
  readonly parse: (
    answer: string,
  ) => { readonly value: GuideAnswers[keyof GuideAnswers] } | { readonly problem: string }
}

type Parse = GuideQuestion['parse']

const asText: Parse = (answer) => ({ value: answer.trim() })
const asList: Parse = (answer) => ({ value: splitList(answer) })
const asNumber: Parse = (answer) => {
  const value = Number(answer)
  return Number.isFinite(value) && value > 0 && answer.trim() !== ''
    ? { value }
    : { problem: 'A number above 0 is wanted.' }
}
const asClients: Parse = (answer) => {
  const value = splitList(answer)
  const isKnown = (name: string): name is GuideClient => ['web', 'native', 'service'].includes(name)
  return value.length > 0 && value.every(isKnown)
    ? { value }
    : { problem: 'Name one or more of web, native and service, with commas between them.' }
}

/** The questions in the guide's order. */
export const guideQuestions: readonly GuideQuestion[] = [
  { name: 'audience', flag: 'audience', question: 'URL of the MCP endpoint (the audience)', parse: asText },
  { name: 'serverId', flag: 'server-id', question: 'Short id of the authorization server', parse: asText },
  { name: 'serverName', flag: 'server-name', question: 'Name of the authorization server', parse: asText },
  { name: 'serverDescription', flag: 'server-description', question: 'What it is for', parse: asText },
  { name: 'scope', flag: 'scope', question: 'Scope that opens the MCP endpoint', parse: asText },
  {
    name: 'scopePhrase',
    flag: 'scope-phrase',
    question: 'What a person reads for the scope',
    parse: asText,
  },
  {
    name: 'scopeDescription',
    flag: 'scope-description',
    question: 'Description of the scope',
    parse: asText,
  },
  {
    name: 'clients',
    flag: 'clients',
    question: "Clients: web (with a secret), native (on a person's machine), service (no person)",
    parse: asClients,
  },
  { name: 'redirectUris', flag: 'redirect-uris', question: 'Callbacks of the web client', parse: asList },
  { name: 'groups', flag: 'groups', question: 'Groups that may sign in (empty: everybody)', parse: asList },
  { name: 'policyName', flag: 'policy-name', question: 'Name of the access policy', parse: asText },
  { name: 'ruleName', flag: 'rule-name', question: 'Name of its rule', parse: asText },
  {
    name: 'accessMinutes',
    flag: 'access-minutes',
    question: 'Minutes an access token lives',
    parse: asNumber,
  },
  { name: 'refreshDays', flag: 'refresh-days', question: 'Days a refresh token lives', parse: asNumber },
  {
    name: 'idleDays',
    flag: 'idle-days',
    question: 'Days after which a refresh token that nobody used ends',
    parse: asNumber,
  },
  {
    name: 'user',
    flag: 'user',
    question: 'Login of a person for local sign-in (empty: nobody)',
    parse: asText,
  },
]

/** The guide's own answer to a question, as it would be typed. */
export function defaultAnswer(name: keyof GuideAnswers, defaults: GuideAnswers = guideDefaults): string {
  return [defaults[name]].flat().join(', ')
}

function splitList(answer: string): readonly string[] {
  return answer
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

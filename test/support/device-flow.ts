import { deviceCodeGrant } from '../../src/identity/grant-types.ts'
import { postForm, type TokenAnswer } from './authorization-server-world.ts'
import { createBrowser, type Browser, type Landing } from './browser.ts'

/** What a device has got. */
export interface Device {
  readonly answer: TokenAnswer
  readonly userCode: string
  /** Asks for tokens once. */
  poll(changes?: Record<string, string>): Promise<TokenAnswer>
}

/** Starts the device grant as the client `plain`, or another one. */
export async function startDevice(issuer: string, form: Record<string, string> = {}): Promise<Device> {
  const client = { client_id: 'plain', ...form }
  const answer = await postForm(issuer, { scope: 'mcp:access', ...client }, {}, '/v1/device/authorize')
  const { scope: _asked, resource: _named, ...credentials } = client as Record<string, string>
  return {
    answer,
    userCode: String(answer.body['user_code']),
    poll: (changes = {}) =>
      postForm(issuer, {
        grant_type: deviceCodeGrant,
        device_code: String(answer.body['device_code']),
        ...credentials,
        ...changes,
      }),
  }
}

/** What a person does at the approval page. */
export interface Approval {
  readonly browser?: Browser
  readonly login?: string
  readonly password?: string
  readonly answer?: 'allow' | 'deny'
}

/** Types the code, signs in where that is asked for, and answers. */
export async function answerDevice(
  issuer: string,
  userCode: string,
  approval: Approval = {},
): Promise<Landing> {
  const { browser = createBrowser(), login = 'alex@example.com', password = 'correct horse' } = approval
  const first = await browser.follow(`${issuer}/activate`)
  let page = await browser.submit(first, { user_code: userCode })
  if (page.html.includes('name="password"')) page = await browser.signIn(page, login, password)
  if (!page.html.includes('name="answer"')) return page
  return browser.submit(page, { answer: approval.answer ?? 'allow' })
}

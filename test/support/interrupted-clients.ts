import { randomInt } from 'node:crypto'
import {
  authorizeUrl,
  createPkce,
  nativeCallback,
  postForm,
  redeem,
  type SignedIn,
  type TokenAnswer,
} from './authorization-server-world.ts'
import { createBrowser, type Landing } from './browser.ts'

/** What a client is doing when its server is killed. */
export type Phase = 'sign-in' | 'exchange' | 'refresh'
export const phases: readonly Phase[] = ['sign-in', 'exchange', 'refresh']

/** What was acknowledged, and what was cut off before an answer came. */
export interface Tally {
  readonly acknowledged: Record<Phase, number>
  readonly interrupted: Record<Phase, number>
  /** Exchanges that were cut off and, tried again, found the code used up. */
  usedUpUnseen: number
}

/** How clients meet the server. */
export interface Meeting {
  readonly issuer: string
  readonly tally: Tally
  readonly isOver: () => boolean
  /** Resolves once the server answers. */
  readonly whenUp: () => Promise<void>
  /** Told when a call goes out. */
  readonly began: (phase: Phase) => void
  /** Who signs in now. */
  readonly person: () => { readonly login: string; readonly password: string }
  /** Takes what a client may hold over the next kill. */
  readonly hold: (held: Held) => void
}

/** A code that was redeemed and the refresh token that its client has now. */
export interface Held {
  readonly signedIn: SignedIn
  readonly refreshToken: string
}

/** Signs in, redeems and refreshes until it is over; rejects when something acknowledged is lost, or given twice. */
export async function runClient(meeting: Meeting): Promise<void> {
  while (!meeting.isOver()) {
    const signedIn = await signInAtLast(meeting)
    const first = await exchangeAtLast(meeting, signedIn)
    if (first === undefined) continue
    let tokens: TokenAnswer = first
    for (let left = randomInt(1, 4); left > 0 && !meeting.isOver(); left--) {
      const refreshToken: string = String(tokens.body['refresh_token'])
      tokens = await untilAnswered(meeting, 'refresh', () => refresh(meeting.issuer, refreshToken))
      expectTokens('a refresh token that was acknowledged', tokens)
    }
    meeting.hold({ signedIn, refreshToken: String(tokens.body['refresh_token']) })
  }
}

/** The refresh token works, the browser is still signed in, and the code does not work a second time. */
export async function settle(issuer: string, { signedIn, refreshToken }: Held): Promise<void> {
  expectTokens('a refresh token that was acknowledged', await refresh(issuer, refreshToken))
  const again = await signedIn.browser.follow(authorizeUrl(issuer, createPkce().challenge))
  if (codeOf(again) === '')
    throw new Error(`A sign-in that was acknowledged was lost: ${again.response.status}`)
  expectRefused(await redeem(issuer, signedIn))
}

/** The browser keeps its cookies over a kill, as browsers do; another person may sit down at it. */
async function signInAtLast(meeting: Meeting): Promise<SignedIn> {
  const { issuer } = meeting
  const browser = createBrowser()
  const { verifier, challenge } = createPkce()
  const url = authorizeUrl(issuer, challenge, { scope: 'mcp:access offline_access' })
  const landed = await untilAnswered(meeting, 'sign-in', async () => {
    const { login, password } = meeting.person()
    const page = await browser.follow(url)
    return page.away === undefined ? browser.signIn(page, login, password) : page
  })
  const code = codeOf(landed)
  if (code === '') throw new Error(`No code: ${landed.response.status} ${landed.away?.href ?? landed.html}`)
  const redirect = new URL(nativeCallback)
  return { redirect, code, verifier, browser, page: landed }
}

function codeOf({ away }: Landing): string {
  return away?.searchParams.get('code') ?? ''
}

/** Undefined when the code was used up by an exchange whose answer was cut off. */
async function exchangeAtLast(meeting: Meeting, signedIn: SignedIn): Promise<TokenAnswer | undefined> {
  let attempts = 0
  const answer = await untilAnswered(meeting, 'exchange', () => {
    attempts++
    return redeem(meeting.issuer, signedIn)
  })
  if (attempts > 1 && answer.body['error'] === 'invalid_grant') {
    meeting.tally.usedUpUnseen++
    return undefined
  }
  expectTokens('a code that was acknowledged', answer)
  return answer
}

function refresh(issuer: string, refreshToken: string): Promise<TokenAnswer> {
  return postForm(issuer, {
    grant_type: 'refresh_token',
    client_id: 'native',
    refresh_token: refreshToken,
  })
}

async function untilAnswered<T>(meeting: Meeting, phase: Phase, work: () => Promise<T>): Promise<T> {
  for (;;) {
    await meeting.whenUp()
    meeting.began(phase)
    try {
      const answer = await work()
      meeting.tally.acknowledged[phase]++
      return answer
    } catch (error) {
      if (!isCutOff(error)) throw error
      meeting.tally.interrupted[phase]++
    }
  }
}

const cutOff = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])

function isCutOff(error: unknown): boolean {
  const cause = error instanceof TypeError ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && cutOff.has(String(cause.code))
}

function expectTokens(what: string, { status, body }: TokenAnswer): void {
  if (status !== 200 || typeof body['refresh_token'] !== 'string')
    throw new Error(`Lost: ${what} (${status} ${JSON.stringify(body)}).`)
}

function expectRefused({ status, body }: TokenAnswer): void {
  if (status !== 400 || body['error'] !== 'invalid_grant')
    throw new Error(`A code was usable twice (${status} ${JSON.stringify(body)}).`)
}

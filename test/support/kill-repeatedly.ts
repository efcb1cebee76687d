import { setTimeout as sleep } from 'node:timers/promises'
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici'
import { formatPasswordHash, hashPassword } from '../../src/oauth/authorization-server/hash-password.ts'
import { openState } from '../../src/runtimes/node/open-state.ts'
import {
  phases,
  runClient,
  settle,
  type Held,
  type Meeting,
  type Phase,
  type Tally,
} from './interrupted-clients.ts'
import { startKilledServer } from './killed-server.ts'

/** How many clients are at work when the server is killed. */
const clients = 3
/** Clients whose code and refresh token are tried after each kill. */
const heldAtOnce = 3
/** A kill in a sign-in leaves one failed attempt counted, so one person, or one address, would be locked out in the end. */
const people = Array.from({ length: 250 }, (_, index) => `person-${index}@example.com`)
const password = 'correct horse battery'

/** What came of it. */
export interface KillReport extends Tally {
  /** Clients that held a redeemed code and a refresh token over a kill; both were tried after it. */
  readonly heldOver: number
}

/**
 * Kills authorization servers over one store at random moments of each phase in turn, while clients sign in, redeem and
 * refresh. Rejects as soon as something that was acknowledged is lost, or a code can be used twice.
 */
export async function killRepeatedly(
  kills: number,
  environment: Readonly<Record<string, string>>,
): Promise<KillReport> {
  const server = await startKilledServer({
    environment,
    logins: people,
    prepare: (folder) => writePasswords(folder, environment),
  })
  const counts = (): Record<Phase, number> => ({ 'sign-in': 0, exchange: 0, refresh: 0 })
  const tally: Tally = { acknowledged: counts(), interrupted: counts(), usedUpUnseen: 0 }
  const held: Held[] = []
  const moments = createMoments()
  const dispatcher = getGlobalDispatcher()
  let over = false
  let life = 0
  let up = Promise.resolve()
  let heldOver = 0
  const meeting: Meeting = {
    issuer: server.issuer,
    tally,
    isOver: () => over,
    whenUp: () => up,
    began: moments.began,
    person: () => ({ login: people[life % people.length] ?? '', password }),
    hold: (one) => {
      if (held.length < heldAtOnce) held.push(one)
    },
  }
  const kill = async (): Promise<void> => {
    for (; life < kills && !over; life++) {
      visitFrom(`127.0.0.${1 + (life % 250)}`)
      await moments.randomMomentOf(phases[life % phases.length] ?? 'sign-in')
      up = server.killAndRestart()
      await up
      for (const one of held.splice(0)) {
        await settle(server.issuer, one)
        heldOver++
      }
    }
  }
  const all = Array.from({ length: clients }, () => runClient(meeting))
  try {
    await Promise.race([kill(), Promise.all(all)])
    over = true
    await Promise.all(all)
    return { ...tally, heldOver }
  } finally {
    over = true
    setGlobalDispatcher(dispatcher)
    await server.remove()
  }
}

/** The start of a server with so many people should not pay for their hashes, so one is made and kept for all of them. */
async function writePasswords(folder: string, environment: Readonly<Record<string, string>>): Promise<void> {
  const value = formatPasswordHash(await hashPassword(password))
  const storage = await openState(folder, environment)
  await storage.write(
    people.map((login) => ({ put: `as:credentials:user:${encodeURIComponent(login)}`, value })),
  )
  await storage.close()
}

function visitFrom(localAddress: string): void {
  setGlobalDispatcher(new Agent({ localAddress }))
}

/** About as long as a call of each phase takes, milliseconds. */
const usualMs: Readonly<Record<Phase, number>> = { 'sign-in': 400, exchange: 40, refresh: 40 }

/** Waits for moments in which a client is in a phase. */
function createMoments(): {
  readonly began: (phase: Phase) => void
  readonly randomMomentOf: (phase: Phase) => Promise<void>
} {
  let waited: { readonly phase: Phase; readonly come: () => void } | undefined
  return {
    began: (phase) => {
      if (waited?.phase !== phase) return
      waited.come()
      waited = undefined
    },
    randomMomentOf: async (phase) => {
      await new Promise<void>((come) => (waited = { phase, come }))
      await sleep(Math.random() * usualMs[phase])
    },
  }
}

import { createHmac } from 'node:crypto'
import type { OutsideServers } from '../outside-servers.ts'

const secret = 'whsec_of_the_example'

/** Signs the body of the example as Stripe does, now and an hour ago. */
export function start(): Promise<OutsideServers> {
  const now = Math.floor(Date.now() / 1000)
  const environment = {
    STRIPE_SIGNING_SECRET: secret,
    FRESH_SIGNATURE: sign(now),
    OLD_SIGNATURE: sign(now - 3600),
  }
  return Promise.resolve({ environment, close: () => Promise.resolve() })
}

function sign(time: number): string {
  const signature = createHmac('sha256', secret).update(`${time}.{"id":"evt_1"}`).digest('hex')
  return `t=${time},v1=${signature}`
}

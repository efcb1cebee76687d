import type { OutsideServers } from '../outside-servers.ts'
import { startIntrospection } from '../start-introspection.ts'

/** Starts the endpoint that is asked about tokens. */
export function start(): Promise<OutsideServers> {
  return startIntrospection('jwt')
}

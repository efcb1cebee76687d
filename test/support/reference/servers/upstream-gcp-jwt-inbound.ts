import { startGoogleTokenServer } from '../../google-token-server.ts'
import type { OutsideServers } from '../outside-servers.ts'

/** Makes a service account; nobody is asked. */
export async function start(): Promise<OutsideServers> {
  const server = await startGoogleTokenServer({ answers: 0 })
  return { environment: { SERVICE_ACCOUNT_JSON: server.keyFile }, close: () => server.close() }
}

import type { OutsideServers } from '../outside-servers.ts'
import { startIssuer } from '../start-issuer.ts'

/** Starts the keys of two issuers, with a token of the second and one that neither accepts. */
export async function start(): Promise<OutsideServers> {
  const staff = await startIssuer({ issuer: 'https://staff.example.com' })
  const customers = await startIssuer({ issuer: 'https://id.example.com' })
  return {
    environment: customers.environment,
    origins: { ...staff.origins, ...customers.origins },
    close: async () => {
      await staff.close()
      await customers.close()
    },
  }
}

import { hash } from 'node:crypto'
import { createAdminGate, type AdminGate } from '../../admin-api/admin-gate.ts'
import { adminUrlOf, announceAdmin, resolveAdminAccess } from './admin-access.ts'

/** The door of the admin API of one process. */
export interface OpenAdmin {
  readonly gate: AdminGate
  /** Tells commands of this machine where it is. */
  announce(stateFolder: string, boundAddress: string, port: number): Promise<void>
  close(): Promise<void>
}

/** Opens the admin API as the variables say; undefined when it is switched off. */
export function openAdmin(environment: Readonly<Record<string, string | undefined>>): OpenAdmin | undefined {
  const access = resolveAdminAccess(environment)
  if (access === undefined) return undefined
  let takeBack: (() => Promise<void>) | undefined
  return {
    gate: createAdminGate({
      token: access.token,
      isTokenGiven: access.isGiven,
      sha256: (text) => hash('sha256', text, 'base64url'),
      now: Date.now,
    }),
    announce: async (stateFolder, boundAddress, port) => {
      takeBack = await announceAdmin(stateFolder, adminUrlOf(boundAddress, port), access)
    },
    close: async () => takeBack?.(),
  }
}

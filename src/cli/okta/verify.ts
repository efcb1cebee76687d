import { readFile } from 'node:fs/promises'
import { hasErrors } from '../../foundation/diagnostic.ts'
import { compileProject } from '../../project/compile-project.ts'
import { createPublicEndpoints } from '../../provisioning/okta/verify/public-endpoints.ts'
import type { TrustedPair } from '../../provisioning/okta/verify/check-project.ts'
import type { Finding } from '../../provisioning/okta/verify/finding.ts'
import { runChecks } from '../../provisioning/okta/verify/run-checks.ts'
import type { OktaSession } from './session.ts'

/** Verifies the organization of a session. */
export async function verifySession(session: OktaSession): Promise<readonly Finding[]> {
  const endpoints = createPublicEndpoints()
  try {
    return await runChecks({
      identity: session.identity,
      client: session.client,
      endpoints,
      plan: () => session.plan({ adopt: false }),
      trusted: trustedPairs(session),
      secretOf: (id) => readSecret(session, id),
    })
  } finally {
    await endpoints.close()
  }
}

/** What the Okta policies of the project trust; nothing when the project has other mistakes. */
function trustedPairs({ read }: OktaSession): readonly TrustedPair[] {
  const { project, diagnostics } = compileProject(read.folder.files, read.environment)
  if (project === undefined || hasErrors(diagnostics)) return []
  return project.policies
    .filter(({ handler }) => handler.module === 'gateway' && 'issuer' in handler.options)
    .map(({ name, handler }) => ({
      policy: name,
      issuer: handler.options['issuer'],
      audience: handler.options['audience'],
    }))
}

async function readSecret(session: OktaSession, id: string): Promise<string | undefined> {
  const given = session.read.environment['OKTA_VERIFY_CLIENT_SECRET']
  if (given !== undefined && given !== '') return given
  return readFile(session.secretFile(id), 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  )
}

const signs: Readonly<Record<Finding['outcome'], string>> = {
  ok: 'ok     ',
  failed: 'FAILED ',
  note: 'note   ',
  skipped: 'skipped',
}

/** Findings as a person reads them. */
export function formatFindings(findings: readonly Finding[]): string {
  return findings
    .flatMap(({ outcome, check, message, hint }) => [
      `${signs[outcome]}  ${check}: ${message}`,
      ...(hint === undefined ? [] : [`         ${hint}`]),
    ])
    .join('\n')
}

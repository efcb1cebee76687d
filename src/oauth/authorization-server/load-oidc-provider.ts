import type { Log } from '../../telemetry/log.ts'

/** The library, once it is loaded. */
export type OidcProvider = typeof import('oidc-provider')

let loading: Promise<OidcProvider> | undefined

/**
 * Loads `oidc-provider` when the first authorization server is created, so that a gateway without one never pays for it.
 * The library prints a notice on Node 20; one line of ours takes its place.
 */
export function loadOidcProvider(log: Log): Promise<OidcProvider> {
  loading ??= loadQuietly(log)
  return loading
}

async function loadQuietly(log: Log): Promise<OidcProvider> {
  const major = Number(process.versions.node.split('.')[0])
  if (major < 22) log.warn(`The embedded authorization server runs on Node ${major}; Node 24 is advised.`)
  const { console } = globalThis
  const { warn } = console
  Object.assign(console, {
    warn: (...words: unknown[]) => {
      if (!isRuntimeNotice(words[0])) warn(...words)
    },
  })
  try {
    return await import('oidc-provider')
  } finally {
    Object.assign(console, { warn })
  }
}

function isRuntimeNotice(word: unknown): boolean {
  return typeof word === 'string' && word.includes('oidc-provider WARNING: Unsupported runtime')
}

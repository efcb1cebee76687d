import type { PolicySetup } from '../../gateway/policy.ts'

/** RFC 7518 section 3.2: a key of the hash's size or larger. */
const shortestSecret = 32

/** Reports a shared secret that may be guessed. */
export function reportShortSecret(secret: string, setup: PolicySetup): void {
  if (secret.length >= shortestSecret) return
  setup.report({
    severity: 'warning',
    code: 'SALLYPORT_CONFIG_SECRET_SHORT',
    path: ['secret'],
    message: `The secret is shorter than ${shortestSecret} characters and may be guessed.`,
    hint: 'Use at least 32 random bytes.',
  })
}

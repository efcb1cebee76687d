import type { CorsPolicyDeclaration } from '../../project/project.ts'

/** A CORS policy ready for use: every header value is built at start. */
export interface CorsPolicy {
  readonly name: string
  allowsOrigin(origin: string): boolean
  /** Value of Access-Control-Allow-Methods; undefined = the methods of the route. */
  readonly methods: string | undefined
  /** Value of Access-Control-Allow-Headers; undefined = whatever the preflight asks for. */
  readonly headers: string | undefined
  /** Value of Access-Control-Expose-Headers. */
  readonly expose: string | undefined
  readonly maxAge: string | undefined
  readonly credentials: boolean
}

// With credentials browsers read `*` literally, so the names that MCP clients need are spelt out.
const exposedToAnyone = 'WWW-Authenticate, Mcp-Session-Id, MCP-Protocol-Version, zp-rid, *'

const anythingGoes: CorsPolicy = {
  name: 'anything-goes',
  allowsOrigin: () => true,
  methods: undefined,
  headers: undefined,
  expose: exposedToAnyone,
  maxAge: '600',
  credentials: true,
}

/** The policy by its name: a declared one, `anything-goes`, or undefined for `none`. */
export function compileCorsPolicies(
  declarations: readonly CorsPolicyDeclaration[],
): (name: string) => CorsPolicy | undefined {
  const byName = new Map<string, CorsPolicy>([['anything-goes', anythingGoes]])
  for (const declaration of declarations) byName.set(declaration.name, compileCorsPolicy(declaration))
  return (name) => byName.get(name)
}

function compileCorsPolicy(declaration: CorsPolicyDeclaration): CorsPolicy {
  const matchers = declaration.allowedOrigins.map(compileOrigin)
  return {
    name: declaration.name,
    allowsOrigin: (origin) => {
      const asked = origin.toLowerCase()
      return matchers.some((matches) => matches(asked))
    },
    methods: declaration.allowedMethods?.join(', '),
    headers: declaration.allowedHeaders?.join(', '),
    expose: declaration.exposeHeaders?.join(', '),
    maxAge: declaration.maxAge?.toString(),
    credentials: declaration.allowCredentials,
  }
}

/** `*` is any origin; `https://*.example.com` is exactly one level below the apex, ports included when written. */
function compileOrigin(pattern: string): (origin: string) => boolean {
  const wanted = pattern.toLowerCase()
  if (wanted === '*') return () => true
  const [before, after] = wanted.split('*')
  if (after === undefined || before === undefined) return (origin) => origin === wanted
  return (origin) => {
    if (
      !origin.startsWith(before) ||
      !origin.endsWith(after) ||
      origin.length <= before.length + after.length
    )
      return false
    return /^[a-z0-9-]+$/.test(origin.slice(before.length, origin.length - after.length))
  }
}

/**
 * Who may import whom, bottom first: a file may import its own layer and the layers of its row, values and types alike.
 * ARCHITECTURE.md shows the same table with its reasons.
 */
export const mayImport: Record<string, readonly string[]> = {
  foundation: [],
  storage: ['foundation'],
  telemetry: ['foundation'],
  'api-keys': ['storage', 'foundation'],
  aws: ['foundation'],
  openapi: ['foundation'],
  routing: ['foundation'],
  identity: ['foundation'],
  project: ['identity', 'openapi', 'foundation'],
  gateway: ['project', 'openapi', 'routing', 'storage', 'telemetry', 'foundation'],
  'oauth/client': ['storage', 'telemetry', 'foundation'],
  'oauth/resource-server': ['storage', 'telemetry', 'foundation'],
  'oauth/authorization-server': ['oauth/client', 'identity', 'storage', 'telemetry', 'foundation'],
  mcp: ['gateway', 'openapi', 'oauth/client', 'oauth/resource-server', 'storage', 'telemetry', 'foundation'],
  policies: [
    'gateway',
    'api-keys',
    'aws',
    'oauth/resource-server',
    'oauth/client',
    'openapi',
    'storage',
    'telemetry',
    'foundation',
  ],
  handlers: [
    'gateway',
    'mcp',
    'aws',
    'oauth/resource-server',
    'openapi',
    'storage',
    'telemetry',
    'foundation',
  ],
  plugins: ['gateway', 'oauth/resource-server', 'storage', 'telemetry', 'foundation'],
  'runtime-api': ['gateway', 'mcp', 'policies', 'handlers', 'plugins', 'storage', 'foundation'],
  'standard-catalog.ts': ['policies', 'handlers', 'plugins', 'gateway'],
  provisioning: ['identity', 'project', 'foundation'],
  'admin-api': ['gateway', 'api-keys', 'routing', 'telemetry', 'storage', 'foundation'],
  'runtimes/node': [
    'standard-catalog.ts',
    'runtime-api',
    'gateway',
    'project',
    'identity',
    'oauth/authorization-server',
    'admin-api',
    'storage',
    'telemetry',
    'foundation',
  ],
  'runtimes/workerd': [
    'standard-catalog.ts',
    'runtime-api',
    'gateway',
    'project',
    'storage',
    'telemetry',
    'foundation',
  ],
  testing: [
    'standard-catalog.ts',
    'runtimes/node',
    'mcp',
    'gateway',
    'project',
    'identity',
    'oauth/authorization-server',
    'oauth/client',
    'provisioning',
    'storage',
    'telemetry',
    'foundation',
  ],
  cli: [
    'runtimes/node',
    'api-keys',
    'provisioning',
    'mcp',
    'oauth/authorization-server',
    'oauth/client',
    'standard-catalog.ts',
    'gateway',
    'project',
    'identity',
    'openapi',
    'storage',
    'telemetry',
    'foundation',
  ],
  'index.ts': ['runtime-api', 'standard-catalog.ts', 'plugins', 'gateway', 'project', 'foundation'],
}

/** Files that may touch Node; everything else uses web-standard APIs only. */
export const mayUseNode =
  /^(cli|testing|provisioning|runtimes\/node|oauth\/authorization-server|storage\/(file|redis|postgres)|project\/(read-project-folder|bundle-modules)|admin-api\/serve-web-console)/

/** Packages that only run on Node: allowed where `node:` builtins are. */
export const nodeOnlyPackages = [
  'undici',
  'pino',
  'esbuild',
  'chokidar',
  'ioredis',
  'pg',
  'oidc-provider',
  'classic-level',
  'commander',
]

/** The layer a file of `src/` lives in: the longest row that is its path or a folder above it. */
export function layerOf(path: string): string | undefined {
  const rows = Object.keys(mayImport).filter((layer) => path === layer || path.startsWith(`${layer}/`))
  return rows.sort((a, b) => b.length - a.length)[0]
}

/** The policy or handler a file belongs to; two of these never import each other. */
export function siblingOf(path: string): string | undefined {
  return /^(policies\/(?:inbound|outbound)\/[^/]+|handlers\/[^/]+)\//.exec(path)?.[1]
}

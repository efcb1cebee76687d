import type { Environment } from './files.ts'

/**
 * Sets variables that only the running gateway knows, and puts them where other values name them as `$NAME` or
 * `${NAME}`: a `.env` line can say `OKTA_AUDIENCE=$SALLYPORT_PUBLIC_URL/mcp` and follow the port.
 */
export function expandVariables(
  environment: Environment,
  known: Readonly<Record<string, string>>,
): Environment {
  const names = Object.keys(known)
  const expanded: Record<string, string | undefined> = { ...environment, ...known }
  if (names.length === 0) return expanded
  const reference = new RegExp(String.raw`\$(?:\{(${names.join('|')})\}|(${names.join('|')})(?![\w]))`, 'g')
  for (const [name, value] of Object.entries(expanded)) {
    if (value?.includes('$') !== true) continue
    expanded[name] = value.replaceAll(
      reference,
      (_, braced: string | undefined, plain: string | undefined) => known[braced ?? plain ?? ''] ?? '',
    )
  }
  return expanded
}

import type { Diagnostic } from '../foundation/diagnostic.ts'
import { hintForName } from '../foundation/nearest-name.ts'
import { gatewayNamespace } from './gateway-module-source.ts'
import { unservedNames } from './unserved-names.ts'

/** What the bundler says about project code. */
export interface BuildMessage {
  readonly text: string
  readonly location: BuildLocation | null
}

/** Where the bundler says it: lines count from 1, columns from 0 and in bytes of UTF-8. */
export interface BuildLocation {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly lineText: string
}

/** Turns a message of the bundler into a diagnostic; `runtimeNames` are what project code may import from the gateway. */
export function describeBuildMessage(
  message: BuildMessage,
  severity: Diagnostic['severity'],
  runtimeNames: readonly string[],
): Diagnostic {
  const place = message.location === null ? {} : toPosition(message.location)
  const unknown = unknownImport(message.text)
  if (unknown !== undefined) {
    // A name read from the whole namespace is only a warning of the bundler, yet undefined where it is used.
    return {
      severity: 'error',
      code: 'SALLYPORT_MODULE_UNKNOWN_IMPORT',
      ...place,
      ...describeUnknown(unknown, runtimeNames),
    }
  }
  const unresolved = /^Could not resolve "(.*)"$/.exec(message.text)?.[1]
  if (unresolved !== undefined) {
    return {
      severity,
      code: 'SALLYPORT_MODULE_NOT_FOUND',
      ...place,
      message: `"${unresolved}" cannot be found.`,
      hint: hintFor(unresolved),
    }
  }
  const text = /[.!?]$/.test(message.text) ? message.text : `${message.text}.`
  return {
    severity,
    code: 'SALLYPORT_MODULE_SYNTAX',
    ...place,
    message: text,
    hint: 'Mend the code at this place.',
  }
}

function toPosition({ file, line, column, lineText }: BuildLocation) {
  const before = new TextEncoder().encode(lineText).subarray(0, column)
  return { file: file.replaceAll('\\', '/'), line, column: new TextDecoder().decode(before).length + 1 }
}

function unknownImport(text: string): string | undefined {
  if (!text.includes(gatewayNamespace)) return undefined
  return (
    /^No matching export in ".*" for import "(.*)"$/.exec(text)?.[1] ??
    /^Import "(.*)" will always be undefined/.exec(text)?.[1]
  )
}

function describeUnknown(
  name: string,
  runtimeNames: readonly string[],
): { readonly message: string; readonly hint: string } {
  const instead = unservedNames.get(name)
  if (instead !== undefined) return { message: `"${name}" is not served by this gateway.`, hint: instead }
  return {
    message: `The gateway exports nothing named "${name}".`,
    hint: hintForName(name, runtimeNames, 'docs/runtime-api.md'),
  }
}

function hintFor(specifier: string): string {
  if (specifier.startsWith('.') || specifier.startsWith('/'))
    return 'Check the path; it counts from the folder of the importing file.'
  if (specifier.startsWith('@zuplo/')) return 'This version brings no such package; remove the import.'
  const parts = specifier.split('/')
  return `Install it in the project folder: npm install ${specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier)}`
}

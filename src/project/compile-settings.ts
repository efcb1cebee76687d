import * as z from 'zod'
import { checkShape } from '../foundation/json/shape.ts'
import type { Compilation } from './compilation.ts'
import { namePairs } from './name-pairs.ts'
import { inside } from './place.ts'
import type { Place, ProjectSettings } from './project.ts'
import { refuseEnvironment } from './resolve-environment.ts'

const address =
  /^(?:\d{1,3}(?:\.\d{1,3}){3}(?:\/(?:[12]?\d|3[0-2]))?|[0-9a-f.]*:[0-9a-f:.]*(?:\/(?:\d{1,2}|1[01]\d|12[0-8]))?)$/i

const mebibyte = 1024 * 1024
/** Timers of the host cannot wait longer. */
const longestMs = 2 ** 31 - 1

const limitsShape = z.object({
  bodyBytes: z
    .int()
    .min(0)
    .max(500 * mebibyte)
    .default(10 * mebibyte)
    .describe('Largest request body, bytes. Default: 10485760 (10 MiB).'),
  headerBytes: z
    .int()
    .min(1024)
    .max(mebibyte)
    .default(32 * 1024)
    .describe('Largest request head, all headers together, bytes. Default: 32768.'),
  urlBytes: z
    .int()
    .min(256)
    .max(mebibyte)
    .default(8192)
    .describe('Longest path and query of a request, bytes; within headerBytes. Default: 8192.'),
  requestMs: z
    .int()
    .min(1)
    .max(longestMs)
    .default(30_000)
    .describe('Longest time for a request to arrive whole, milliseconds. Default: 30000.'),
  upstreamMs: z
    .int()
    .min(1)
    .max(longestMs)
    .default(30_000)
    .describe('Longest time for an upstream to begin its answer, milliseconds. Default: 30000.'),
})

const settingsShape = z.object({
  version: z
    .literal(1, { error: 'The only version is 1.' })
    .optional()
    .describe('Version of this file. Default: 1.'),
  compatibilityDate: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'Write a date such as 2026-03-01.')
    .optional()
    .describe('Date whose behaviour the project was written for. Default: the newest.'),
  projectType: z.string().optional().describe('Kind of hosting elsewhere; has no effect here.'),
  allowDuplicateRoutes: z
    .boolean()
    .default(false)
    .describe('Whether a method and path may be declared twice; the first is served. Default: false.'),
  allowHostHeaderOverride: z.boolean().optional().describe('Known elsewhere; has no effect here.'),
  trustedProxies: z
    .array(z.string().regex(address, 'Write an address or a CIDR block, such as 10.0.0.0/8.'))
    .default([])
    .describe('Addresses or CIDR blocks of proxies whose X-Forwarded-* headers are believed. Default: none.'),
  limits: limitsShape.prefault({}).describe('Bounds on what one request may take.'),
})

/** Files that may hold the settings, with the name of the pair each counts as. */
export const settingsFiles: readonly (readonly [file: string, pairName: string])[] =
  namePairs.settingsFile.flatMap((name) => [[name, name] as const, [name.replace(/c$/, ''), name] as const])

/** Compiles the settings file; a project without one has the defaults. */
export function compileSettings(compilation: Compilation): ProjectSettings {
  const present = settingsFiles.filter(([file]) => compilation.files.texts.has(file))
  for (const [file, pairName] of present) compilation.pairs.use('settingsFile', pairName, { file, path: [] })
  reportSpellings(present, compilation)
  const file = present[0]?.[0]
  const document = file === undefined ? undefined : compilation.document(file)
  return document === undefined
    ? check({}, undefined, compilation)
    : check(document.value, { file: document.file, path: [] }, compilation)
}

function check(value: unknown, place: Place | undefined, compilation: Compilation): ProjectSettings {
  if (place !== undefined) refuseEnvironment(value, place, compilation, () => false)
  const { value: settings, problems } = checkShape(settingsShape, value)
  if (place !== undefined) compilation.reportShape(place, problems)
  const { allowDuplicateRoutes, compatibilityDate, limits, trustedProxies, allowHostHeaderOverride } =
    settings ?? settingsShape.parse({})
  if (place !== undefined && allowHostHeaderOverride === true) {
    compilation.report(inside(place, 'allowHostHeaderOverride'), {
      severity: 'warning',
      code: 'SALLYPORT_CONFIG_NOT_SERVED',
      message: '"allowHostHeaderOverride" is not served by this version and has no effect.',
    })
  }
  return { allowDuplicateRoutes, compatibilityDate, limits, trustedProxies }
}

/** `sallyport.jsonc` and `sallyport.json` side by side: only one is read. */
function reportSpellings(present: readonly (readonly [string, string])[], compilation: Compilation): void {
  for (const [file, pairName] of present) {
    const first = present.find(([, other]) => other === pairName)?.[0]
    if (first === undefined || first === file) continue
    compilation.report(
      { file, path: [] },
      {
        code: 'SALLYPORT_CONFIG_BOTH_NAMES',
        message: `"${file}" and "${first}" are two spellings of one file.`,
        hint: `Move what "${file}" says to "${first}".`,
      },
    )
  }
}

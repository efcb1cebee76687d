import * as z from 'zod'
import { nearestName, resembles } from '../nearest-name.ts'

/** A value that does not fit its schema. */
export interface ShapeProblem {
  readonly severity: 'error' | 'warning'
  readonly code: string
  /** Keys and indexes from the checked value down to the offending one. */
  readonly path: readonly (string | number)[]
  /** Stands at the key, not at its value. */
  readonly atKey?: boolean
  readonly message: string
  readonly hint?: string
}

/** What {@link checkShape} found: the value with defaults filled in, unless a problem is an error. */
export interface ShapeOutcome<T> {
  readonly value: T | undefined
  readonly problems: readonly ShapeProblem[]
}

/**
 * Validates a value of a project file. A key the schema does not know is an error when it resembles a known one, a
 * warning otherwise (real projects carry leftovers); `x-*` and `$schema` are not judged. Build schemas from `z.object`,
 * not `z.strictObject`: strictness is decided here.
 */
export function checkShape<T>(schema: z.ZodType<T>, value: unknown): ShapeOutcome<T> {
  const problems: ShapeProblem[] = []
  judgeKeys(schema, value, [], problems)
  const parsed = schema.safeParse(value)
  if (!parsed.success)
    problems.push(...parsed.error.issues.map((issue) => describeIssue(issue, value, schema)))
  const failed = problems.some((problem) => problem.severity === 'error')
  return { value: failed ? undefined : parsed.data, problems }
}

function describeIssue(issue: z.core.$ZodIssue, value: unknown, schema: z.ZodType): ShapeProblem {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
  const code = 'SALLYPORT_CONFIG_INVALID_VALUE'
  const name = path.length === 0 ? 'The value' : `"${path.join('.')}"`
  if (issue.code === 'invalid_type' && path.length > 0 && valueAt(value, path) === undefined) {
    const hint = descriptionAt(schema, path) ?? `Its type: ${issue.expected}.`
    return { severity: 'error', code, path, message: `${name} is missing.`, hint }
  }
  const hint = path.length === 0 ? undefined : descriptionAt(schema, path)
  return {
    severity: 'error',
    code,
    path,
    message:
      issue.code === 'invalid_type'
        ? `${name} ${describeType(issue.expected, valueAt(value, path))}`
        : `${name}: ${issue.message}`,
    ...(hint === undefined ? {} : { hint }),
  }
}

/** JSON Schema's words for kinds of values, as the reference pages say them. */
const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'a boolean',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

/** `must be a number, and is a text.` */
function describeType(expected: string, found: unknown): string {
  const kind = Array.isArray(found) ? 'array' : typeof found
  return `must be ${kinds[expected] ?? expected}, and is ${found === null ? 'null' : (kinds[kind] ?? kind)}.`
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value
  for (const key of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined
  return at
}

/** What the schema says of the value at a path, as the reference page says it. */
function descriptionAt(schema: z.ZodType, path: Path): string | undefined {
  let at: z.ZodType | undefined = schema
  for (const key of path) {
    const inner: z.ZodType | undefined = at === undefined ? undefined : unwrap(at)
    if (inner instanceof z.ZodObject) at = (inner.shape as Record<string, z.ZodType>)[key]
    else at = inner instanceof z.ZodArray ? (inner.element as z.ZodType) : undefined
  }
  return at?.description
}

type Path = readonly (string | number)[]

function judgeKeys(schema: z.ZodType, value: unknown, path: Path, problems: ShapeProblem[]): void {
  const inner = unwrap(schema)
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    const element = inner.element as z.ZodType
    value.forEach((item, index) => judgeKeys(element, item, [...path, index], problems))
  }
  if (!isRecord(value)) return
  if (inner instanceof z.ZodRecord) {
    const element = inner.valueType as z.ZodType
    for (const [key, item] of Object.entries(value)) judgeKeys(element, item, [...path, key], problems)
  }
  if (!(inner instanceof z.ZodObject)) return
  const shape = inner.shape as Record<string, z.ZodType>
  for (const [key, item] of Object.entries(value)) {
    const known = Object.hasOwn(shape, key) ? shape[key] : undefined
    if (known !== undefined) judgeKeys(known, item, [...path, key], problems)
    else if (inner.def.catchall === undefined) judgeUnknownKey(key, Object.keys(shape), path, problems)
  }
}

/** Adds the problem of a key nobody knows, error or warning by its likeness to a known one. */
export function judgeUnknownKey(
  key: string,
  known: readonly string[],
  path: Path,
  problems: ShapeProblem[],
): void {
  if (key.startsWith('x-') || key === '$schema') return
  const meant = known.find((name) => resembles(key, name))
  const near = meant ?? nearestName(key, known)
  problems.push({
    severity: meant === undefined ? 'warning' : 'error',
    code: 'SALLYPORT_CONFIG_UNKNOWN_KEY',
    path: [...path, key],
    atKey: true,
    message:
      meant === undefined ? `"${key}" is not known here and has no effect.` : `"${key}" is not known here.`,
    hint: near === undefined ? `Known: ${known.join(', ')}.` : `Did you mean "${near}"?`,
  })
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly
  ) {
    return unwrap(schema.unwrap() as z.ZodType)
  }
  if (schema instanceof z.ZodPipe) return unwrap(schema.in as z.ZodType)
  return schema
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

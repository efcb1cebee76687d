/** The body of a test or a hook; it may take its time. */
export type TestBody = () => unknown

/** Whether something runs, is shown as skipped, or is all that runs. */
export type Mode = 'run' | 'only' | 'skip'

/** A test as its file wrote it. */
export interface CollectedTest {
  readonly kind: 'test'
  readonly name: string
  readonly mode: Mode
  readonly body: TestBody
  /** Milliseconds. */
  readonly timeout: number
}

/** When a hook runs. */
export type HookMoment = 'before' | 'after' | 'beforeEach' | 'afterEach'

/** A group of tests, and the hooks around them. */
export interface CollectedSuite {
  readonly kind: 'suite'
  readonly name: string
  readonly mode: Mode
  readonly entries: (CollectedTest | CollectedSuite)[]
  readonly hooks: { readonly moment: HookMoment; readonly body: TestBody }[]
}

/** Defines a test. */
export interface DefineTest {
  /** A test by name; `timeout` in milliseconds, default 30 000. */
  (name: string, body: TestBody, timeout?: number): void
  /** Runs this test and others marked so, of all files, and nothing else. */
  only(name: string, body: TestBody, timeout?: number): void
  /** Shows the test as skipped. */
  skip(name: string, body?: TestBody, timeout?: number): void
  /** The same as `skip`. */
  ignore(name: string, body?: TestBody, timeout?: number): void
}

/** Defines a group of tests. */
export interface DefineSuite {
  /** A group; the body runs at once and defines tests, groups and hooks. */
  (name: string, body: () => void): void
  /** Runs this group and whatever else is marked so, and nothing else. */
  only(name: string, body: () => void): void
  /** Shows every test of the group as skipped. */
  skip(name: string, body: () => void): void
  /** The same as `skip`. */
  ignore(name: string, body: () => void): void
}

/** Milliseconds a test may take when it does not say. */
const defaultTimeout = 30_000

let open: CollectedSuite | undefined = undefined

/** Collects what a test file defines while `load` runs it; rejects when the file cannot be run. */
export async function collectTests(name: string, load: () => Promise<unknown>): Promise<CollectedSuite> {
  const suite = createSuite(name, 'run')
  open = suite
  try {
    await load()
    return suite
  } finally {
    open = undefined
  }
}

function createSuite(name: string, mode: Mode): CollectedSuite {
  return { kind: 'suite', name, mode, entries: [], hooks: [] }
}

function openSuite(): CollectedSuite {
  if (open === undefined)
    throw new Error('Tests and hooks are defined while a test file is loaded, and `sallyport test` loads it.')
  return open
}

function addTest(mode: Mode, name: string, body: TestBody = () => undefined, timeout = defaultTimeout): void {
  if (typeof name !== 'string' || typeof body !== 'function')
    throw new TypeError('A test is written it(name, function).')
  openSuite().entries.push({ kind: 'test', name, mode, body, timeout })
}

function addSuite(mode: Mode, name: string, body: () => void): void {
  const parent = openSuite()
  const suite = createSuite(name, mode)
  parent.entries.push(suite)
  open = suite
  try {
    // What a promise defines later would land in another group.
    if ((body() as unknown) instanceof Promise)
      throw new TypeError(
        `The function of describe("${name}") must not be async; use before() for what waits.`,
      )
  } finally {
    open = parent
  }
}

function addHook(moment: HookMoment): (body: TestBody) => void {
  return (body) => {
    openSuite().hooks.push({ moment, body })
  }
}

const skipTest: DefineTest['skip'] = (name, body, timeout) => addTest('skip', name, body, timeout)
const skipSuite: DefineSuite['skip'] = (name, body) => addSuite('skip', name, body)

/** Defines a test. */
export const it: DefineTest = Object.assign(
  (name: string, body: TestBody, timeout?: number) => addTest('run', name, body, timeout),
  {
    only: (name: string, body: TestBody, timeout?: number) => addTest('only', name, body, timeout),
    skip: skipTest,
    ignore: skipTest,
  },
)
/** Another name of {@link it}. */
export const test: DefineTest = it
/** Defines a group of tests. */
export const describe: DefineSuite = Object.assign(
  (name: string, body: () => void) => addSuite('run', name, body),
  {
    only: (name: string, body: () => void) => addSuite('only', name, body),
    skip: skipSuite,
    ignore: skipSuite,
  },
)
/** Runs once before the tests of the group or file. */
export const before: (body: TestBody) => void = addHook('before')
/** Runs once after the tests of the group or file. */
export const after: (body: TestBody) => void = addHook('after')
/** Another name of {@link before}. */
export const beforeAll: (body: TestBody) => void = before
/** Another name of {@link after}. */
export const afterAll: (body: TestBody) => void = after
/** Runs before each test of the group or file. */
export const beforeEach: (body: TestBody) => void = addHook('beforeEach')
/** Runs after each test of the group or file. */
export const afterEach: (body: TestBody) => void = addHook('afterEach')

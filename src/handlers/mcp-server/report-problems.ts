import type { HandlerSetup } from '../../gateway/handler.ts'
import type { OptionsProblem } from '../../gateway/setup.ts'
import type { ToolProblem } from '../../mcp/tools/tool.ts'
import type { ListedOperation } from './list-operations.ts'

/** More problems with operations that nobody asked for by name than this are reported together. */
const mostReported = 5

/** Collects what is wrong with the operations of a server, and reports it so that a person can read it. */
export class ProblemReport {
  private readonly setup: HandlerSetup
  private readonly swept: OptionsProblem[] = []
  /** What of schemas a profile cannot say, one for each operation. */
  private readonly notes: string[] = []

  constructor(setup: HandlerSetup) {
    this.setup = setup
  }

  /** Adds what was found in one operation. */
  add(problems: readonly ToolProblem[], entry: ListedOperation): void {
    const note = problems.find(({ severity }) => severity === 'note')
    if (note !== undefined) this.notes.push(`${entry.route.operationId ?? entry.route.path}: ${note.message}`)
    for (const problem of problems) {
      if (problem.severity === 'note') continue
      const placed: OptionsProblem = {
        ...describe(problem),
        severity: problem.severity,
        place: placeOf(problem, entry),
      }
      if (!entry.isSwept) this.setup.report(placed)
      // Ids of public documents are seldom names of tools; that they are changed is no news of each of them.
      else if (problem.code !== 'SALLYPORT_MCP_TOOL_RENAMED') this.swept.push(placed)
    }
  }

  /** Reports what was found in operations that were listed by a glob or with their whole file: each, or all at once. */
  finish(): void {
    this.reportNotes()
    // Nobody asked for these operations by name: what cannot be offered is left out, and said.
    if (this.swept.length <= mostReported) {
      for (const problem of this.swept) this.setup.report({ ...problem, severity: 'warning' })
      return
    }
    for (const severity of ['error', 'warning'] as const) {
      const found = this.swept.filter((problem) => problem.severity === severity)
      const [first] = found
      if (first === undefined) continue
      const what = severity === 'error' ? 'is left out' : 'may not be what its document says'
      this.setup.report({
        severity: 'warning',
        code: severity === 'error' ? 'SALLYPORT_MCP_LEFT_OUT' : first.code,
        path: [],
        ...(first.place === undefined ? {} : { place: first.place }),
        message:
          found.length === 1
            ? first.message
            : `${found.length} times an operation ${what}. The first: ${first.message}`,
        hint: 'List them all with `sallyport tools`.',
      })
    }
  }

  private reportNotes(): void {
    const [first] = this.notes
    if (first === undefined) return
    const { length } = this.notes
    this.setup.report({
      severity: 'warning',
      code: 'SALLYPORT_MCP_SIMPLIFIED_SCHEMA',
      path: [],
      message: `${length === 1 ? 'A tool is' : `${length} tools are`} listed with less than the document says. ${length === 1 ? '' : 'The first, '}${first}`,
      hint: 'Calls are checked against the whole schema all the same. List them with `sallyport tools`, or choose another "profile".',
    })
  }
}

function describe({
  code,
  message,
  hint,
}: ToolProblem): Pick<OptionsProblem, 'code' | 'path' | 'message' | 'hint'> {
  return { code, path: [], message, ...(hint === undefined ? {} : { hint }) }
}

function placeOf(
  { at, path, rule }: ToolProblem,
  { settings, route }: ListedOperation,
): OptionsProblem['place'] & {} {
  if (rule !== undefined) return { file: rule.place.file, path: [...rule.place.path, ...path] }
  const { file, path: operation } = route.place
  return { file, path: [...(at === 'mcp' ? settings.path : operation), ...path] }
}

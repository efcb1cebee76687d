import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

/** How large the answer to a document may get. */
export interface Measure {
  /** Fields within fields, at most; 1 for a single field. */
  readonly depth: number
  /** Fields, each counted as often as `first`, `last` or `limit` around it say. */
  readonly complexity: number
}

const nothing: Measure = { depth: 0, complexity: 0 }
/** Arguments by which lists are asked for in pieces. */
const listSizes = new Set(['first', 'last', 'limit'])
/** Larger than any limit; what is larger still is not told apart. */
const mostComplexity = 1_000_000_000_000

/** Measures a document, fragments put in place; undefined where fragments lead back to themselves. */
export function measureDocument(
  document: DocumentNode,
  ignoredFields: ReadonlySet<string>,
): Measure | undefined {
  const meter = new Meter(document, ignoredFields)
  const operations = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [meter.measure(definition.selectionSet)] : [],
  )
  return meter.hasCycle ? undefined : combine(operations)
}

class Meter {
  hasCycle = false
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  private readonly ignored: ReadonlySet<string>
  /** A fragment is measured once, however often it is used: else a few of them could double the work each. */
  private readonly measured = new Map<string, Measure>()
  private readonly open = new Set<string>()

  constructor(document: DocumentNode, ignored: ReadonlySet<string>) {
    const found = document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    )
    this.fragments = new Map(found)
    this.ignored = ignored
  }

  measure({ selections }: SelectionSetNode): Measure {
    return combine(
      selections.map((selection) => {
        if (selection.kind === Kind.FIELD) return this.measureField(selection)
        return selection.kind === Kind.INLINE_FRAGMENT
          ? this.measure(selection.selectionSet)
          : this.measureFragment(selection.name.value)
      }),
    )
  }

  private measureField(field: FieldNode): Measure {
    if (this.ignored.has(field.name.value)) return nothing
    const inner = field.selectionSet === undefined ? nothing : this.measure(field.selectionSet)
    return {
      depth: inner.depth + 1,
      complexity: Math.min(mostComplexity, 1 + inner.complexity * timesOf(field)),
    }
  }

  private measureFragment(name: string): Measure {
    const known = this.measured.get(name)
    if (known !== undefined) return known
    const fragment = this.fragments.get(name)
    if (this.open.has(name)) this.hasCycle = true
    if (fragment === undefined || this.open.has(name)) return nothing
    this.open.add(name)
    const measure = this.measure(fragment.selectionSet)
    this.open.delete(name)
    this.measured.set(name, measure)
    return measure
  }
}

function combine(measures: readonly Measure[]): Measure {
  return {
    depth: measures.reduce((most, { depth }) => Math.max(most, depth), 0),
    complexity: Math.min(
      mostComplexity,
      measures.reduce((sum, { complexity }) => sum + complexity, 0),
    ),
  }
}

/** How many items a field asks for, where the document says it; a variable counts as one. */
function timesOf({ arguments: given = [] }: FieldNode): number {
  const sizes = given.flatMap(({ name, value }) =>
    listSizes.has(name.value) && value.kind === Kind.INT ? [Number(value.value)] : [],
  )
  return Math.max(1, ...sizes)
}

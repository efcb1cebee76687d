import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { HandlerDefinition } from '../../src/gateway/handler.ts'
import type { PolicyDefinition } from '../../src/gateway/policy.ts'
import type { ReferencePage } from '../../src/gateway/reference-page.ts'
import { standardCatalog } from '../../src/standard-catalog.ts'

/** A policy or handler, and its page where there is one. */
export interface Part {
  readonly stage: 'inbound' | 'outbound' | 'handler'
  /** `policyType` of a policy, folder of a handler; the name of its page. */
  readonly name: string
  /** Folder of its code below `src/`. */
  readonly folder: string
  /** Undefined for functions of a project, which have neither options nor names of their own. */
  readonly definition: PolicyDefinition | HandlerDefinition | undefined
}

/** A part that has a page. */
export interface PartWithPage extends Part {
  readonly page: ReferencePage
}

const stages = {
  inbound: 'policies/inbound',
  outbound: 'policies/outbound',
  handler: 'handlers',
} as const

/** Every policy and handler that has a folder below `src/`, by stage and name. */
export function findParts(root: string): readonly Part[] {
  return (Object.keys(stages) as (keyof typeof stages)[]).flatMap((stage) =>
    readdirSync(join(root, 'src', stages[stage]))
      .sort()
      .map((name) => partOf(stage, name)),
  )
}

function partOf(stage: Part['stage'], name: string): Part {
  const folder = `${stages[stage]}/${name}`
  if (stage === 'handler') {
    const wanted = `${name.replaceAll('-', '')}handler`
    const definition = standardCatalog.handlers.find(({ exports }) =>
      exports.some((own) => own.toLowerCase() === wanted),
    )
    return { stage, name, folder, definition }
  }
  const type = `${name}-${stage}`
  const definition = standardCatalog.policies.find(
    (policy) => policy.stage === stage && policy.policyTypes.includes(type),
  )
  return { stage, name: type, folder, definition }
}

/** Policies and handlers of the catalog that stand in no folder of their name. */
export function findStrays(parts: readonly Part[]): readonly string[] {
  const known = new Set(parts.map(({ definition }) => definition))
  return [...standardCatalog.policies, ...standardCatalog.handlers]
    .filter((definition) => !known.has(definition))
    .map(({ exports }) => exports[0])
}

/** The pages that are written. */
export async function readPages(root: string): Promise<readonly PartWithPage[]> {
  const written = findParts(root).filter(({ folder }) => existsSync(join(root, 'src', folder, 'page.ts')))
  return Promise.all(written.map(async (part) => ({ ...part, page: await importPage(part) })))
}

/** A bundler finds the pages by the fixed parts of these paths. */
async function importPage({ stage, folder }: Part): Promise<ReferencePage> {
  const name = folder.slice(folder.lastIndexOf('/') + 1)
  const module = (
    stage === 'inbound'
      ? await import(`../../src/policies/inbound/${name}/page.ts`)
      : stage === 'outbound'
        ? await import(`../../src/policies/outbound/${name}/page.ts`)
        : await import(`../../src/handlers/${name}/page.ts`)
  ) as { readonly page: ReferencePage }
  return module.page
}

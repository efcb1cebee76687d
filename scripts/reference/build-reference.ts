import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { buildCommandsPage, commandsPage } from './build-commands-page.ts'
import { buildErrorsPage } from './build-errors-page.ts'
import { buildPage, titleOf } from './build-page.ts'
import { readPages, type PartWithPage } from './find-pages.ts'
import { topicOf, topicOrder } from './topics.ts'

/** Folder of the generated pages, and the file that tells language models where to read. */
export const referenceFolder = 'docs/reference'
export const modelsFile = 'llms.txt'

/** Builds every generated document of the repository, by path. */
export async function buildReference(root: string): Promise<ReadonlyMap<string, string>> {
  const pages = await readPages(root)
  const texts = new Map<string, string>([
    [`${referenceFolder}/README.md`, buildIndex(pages)],
    [`${referenceFolder}/errors.md`, buildErrorsPage(root)],
    [commandsPage, await buildCommandsPage()],
    ...pages.map((part) => [pathOf(part), buildPage(part, root)] as const),
    [modelsFile, buildModelsFile(root, pages)],
  ])
  const config = await resolveConfig(join(root, referenceFolder, 'README.md'))
  const formatted = new Map<string, string>()
  for (const [path, text] of texts)
    formatted.set(path, path.endsWith('.md') ? await format(text, { ...config, parser: 'markdown' }) : text)
  return formatted
}

function pathOf(part: PartWithPage): string {
  return `${referenceFolder}/${part.stage === 'handler' ? 'handlers' : 'policies'}/${part.name}.md`
}

function byTopic(pages: readonly PartWithPage[]): readonly (readonly [string, readonly PartWithPage[]])[] {
  return topicOrder
    .map((topic) => [topic, pages.filter((part) => topicOf(part) === topic)] as const)
    .filter(([, own]) => own.length > 0)
}

function buildIndex(pages: readonly PartWithPage[]): string {
  const sections = byTopic(pages).map(([topic, own]) => {
    const lines = own.map((part) => {
      const path = pathOf(part).slice(referenceFolder.length + 1)
      return `- [${titleOf(part)}](${path}): ${part.page.summary}`
    })
    return `## ${topic}\n\n${lines.join('\n')}`
  })
  return [
    '# Reference',
    'Every policy and handler, with its options, an example that a test runs, and its errors. [Errors](errors.md) lists every code. Editors complete project files with the schemas in `schemas/`.',
    ...sections,
    '_Written from the code by `npm run reference`._',
  ].join('\n\n')
}

/** An index for language models, in the form that llmstxt.org describes. */
function buildModelsFile(root: string, pages: readonly PartWithPage[]): string {
  const guides = readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => {
      const { title, sentence } = headOf(readFileSync(join(root, 'docs', name), 'utf8'))
      return `- [${title}](docs/${name}): ${sentence}`
    })
  const sections = byTopic(pages).map(([topic, own]) => {
    const lines = own.map((part) => `- [${titleOf(part)}](${pathOf(part)}): ${part.page.summary}`)
    return `## ${topic}\n\n${lines.join('\n')}`
  })
  const { description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    description: string
  }
  return `${[
    '# Sallyport',
    `> ${description}`,
    'A project is a folder with `config/*.oas.json` (routes), `config/policies.json` (policies) and `modules/` (code). Start with [README.md](README.md).',
    `## Guides\n\n${guides.join('\n')}`,
    ...sections,
    `## Optional\n\n- [Errors](${referenceFolder}/errors.md): every code, its status and what to do about it.\n- [ARCHITECTURE.md](ARCHITECTURE.md): how the code is laid out, and why.`,
  ].join('\n\n')}\n`
}

/** Title of a guide, and its first sentence. */
function headOf(text: string): { readonly title: string; readonly sentence: string } {
  const title = /^# (.*)$/m.exec(text)?.[1] ?? ''
  const paragraph = /^# .*\n+((?:(?![#|]|```).+\n)+)/m.exec(text)?.[1] ?? ''
  const plain = paragraph.replaceAll('\n', ' ').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
  return { title, sentence: /^.*?\.(?=\s|$)/.exec(plain)?.[0] ?? plain.trim().replace(/:$/, '.') }
}

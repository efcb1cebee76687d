import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type BuildFailure, type Plugin } from 'esbuild'
import { ProjectError } from '../../foundation/diagnostic.ts'
import { describeBuildMessage } from '../../project/describe-build-message.ts'

/** A test file that is ready to load. */
export interface BundledTest {
  /** The file as people know it, such as `tests/shop.test.ts`. */
  readonly name: string
  /** Where its bundle is. */
  readonly url: string
}

/** Packages bundled into a module may still ask for `require`. */
const banner =
  "import { createRequire as sallyportCreateRequire } from 'node:module'; var require = sallyportCreateRequire(import.meta.url);"

/** Bundles test files of a project, one by one; what is wrong with their code rejects with its places. */
export async function bundleTestFiles(
  root: string,
  files: readonly string[],
  outdir: string,
): Promise<readonly BundledTest[]> {
  try {
    await build({
      entryPoints: files.map((file, index) => ({ in: join(root, file), out: String(index) })),
      absWorkingDir: root,
      outdir,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      sourcemap: 'inline',
      logLevel: 'silent',
      banner: { js: banner },
      plugins: [ownPackage()],
    })
  } catch (error) {
    if (!isBuildFailure(error)) throw error
    throw new ProjectError(error.errors.map((message) => describeBuildMessage(message, 'error', [])))
  }
  return files.map((name, index) => ({ name, url: pathToFileURL(join(outdir, `${index}.mjs`)).href }))
}

const { resolve } = createRequire(import.meta.url)

/** The URL of a published entry of this package. */
export function entryUrl(specifier: 'sallyport' | 'sallyport/test'): string {
  return pathToFileURL(resolve(specifier)).href
}

/** This package under its own and the format's names: the one that runs the tests, installed in the project or not. */
function ownPackage(): Plugin {
  const external = (path: string) => ({ path, external: true })
  return {
    name: 'sallyport',
    setup({ onResolve }) {
      onResolve({ filter: /^(?:@zuplo|sallyport)\/test$/ }, () => external(entryUrl('sallyport/test')))
      onResolve({ filter: /^(?:@zuplo\/(?:runtime(?:\/.*)?|graphql|otel)|sallyport)$/ }, () =>
        external(entryUrl('sallyport')),
      )
    },
  }
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors)
}

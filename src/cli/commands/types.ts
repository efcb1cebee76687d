import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { readProjectFolder } from '../../project/read-project-folder.ts'
import { jsonOption } from '../serve-options.ts'

/** Where the declarations are named; every tsconfig.json of the format includes the folder. */
const typesFile = 'modules/sallyport.d.ts'

const source = `// The types of @zuplo/runtime and its neighbours, as this project's gateway has them. Written by \`sallyport types\`.
import 'sallyport/zuplo'
`

/** `sallyport types [folder]`: lets editors and the TypeScript compiler know what modules import from `@zuplo/…`. */
export function typesCommand(): Command {
  return new Command('types')
    .description("let editors and tsc know the types of '@zuplo/runtime' and its neighbours")
    .argument('[folder]', 'project folder', '.')
    .addOption(jsonOption())
    .action(async (name: string, { json }: { json: boolean }) => {
      const folder = resolve(name)
      // A folder that is no project says so here.
      await readProjectFolder(folder, process.env)
      await mkdir(join(folder, 'modules'), { recursive: true })
      await writeFile(join(folder, typesFile), source)
      const installed = isInstalled(folder)
      if (json)
        process.stdout.write(`${JSON.stringify({ ok: true, files: [typesFile], packageFound: installed })}\n`)
      else {
        console.log(`Written: ${typesFile}`)
        if (!installed)
          console.log('The types come with the package: npm install --save-dev sallyport in the project.')
      }
    })
}

function isInstalled(folder: string): boolean {
  try {
    createRequire(join(folder, 'package.json')).resolve('sallyport/package.json')
    return true
  } catch {
    return false
  }
}

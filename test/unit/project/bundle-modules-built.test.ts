import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  builtLoad,
  bundleFile,
  manifestFile,
  readBuildManifest,
  readBuiltBundle,
} from '../../../src/project/bundle-modules-built.ts'
import { createTempProject, type TempProject } from '../../support/temp-project.ts'

const manifest = {
  format: 1,
  modules: ['./modules/a'],
  modulePaths: ['modules/a.ts'],
  runtimeApi: ['environment'],
}
let project: TempProject
beforeEach(async () => {
  project = await createTempProject({ [manifestFile]: manifest, [bundleFile]: `get('${builtLoad}')` })
})
afterEach(() => project.remove())

const read = (specifiers: readonly string[], runtimeApi: readonly string[] = ['environment']) =>
  readBuiltBundle(project.folder, 'load-1', { specifiers, runtimeApi })

describe('the bundle of a built project', () => {
  it('is read for one load', async () => {
    expect(await read(['./modules/a'])).toEqual({ code: "get('load-1')", modules: ['./modules/a'] })
  })

  it('is none where nothing was built', async () => {
    const other = await createTempProject({ 'a.txt': 'a' })
    expect(await readBuildManifest(other.folder)).toBeUndefined()
    expect(await readBuiltBundle(other.folder, 'load', { specifiers: [], runtimeApi: [] })).toBeUndefined()
    await other.remove()
  })

  it('names no files outside of its folder', async () => {
    for (const files of [['../x'], ['/x'], ['a/../../x'], ['C:x'], ['..\\x']]) {
      const other = await createTempProject({ [manifestFile]: { ...manifest, files } })
      await expect(readBuildManifest(other.folder)).rejects.toThrow('was changed')
      await other.remove()
    }
  })

  it('is refused when the project or the gateway is another', async () => {
    await expect(read(['./modules/b'])).rejects.toThrow('"./modules/b" is not part of this build')
    await expect(read([], [])).rejects.toThrow('wants "environment"')
    await project.write(manifestFile, { ...manifest, format: 2 })
    await expect(read([])).rejects.toThrow('another version')
    await project.write(manifestFile, '{')
    await expect(readBuildManifest(project.folder)).rejects.toThrow('SALLYPORT_BUILD_OUTDATED')
  })
})

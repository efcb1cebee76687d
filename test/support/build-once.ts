/** Tests that start the real command line run it from dist/, so dist/ is built once before the first of them. */
export default async function setup(): Promise<void> {
  const { buildDist } = await import('../../scripts/build.js')
  await buildDist()
}

/** What the tests of a project import, as `sallyport/test` or `@zuplo/test`; `sallyport test` runs them. */
export {
  after,
  afterAll,
  afterEach,
  before,
  beforeAll,
  beforeEach,
  describe,
  it,
  test,
  type DefineSuite,
  type DefineTest,
  type TestBody,
} from './project-tests/collect-tests.ts'
export { TestHelper, type ToolCallOptions, type TokenRequest } from './project-tests/test-helper.ts'
export type { ToolResult } from './project-tests/call-tool.ts'

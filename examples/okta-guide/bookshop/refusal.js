/** A request the bookshop refuses, with the status and the sentence of its answer. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {string} detail What is wrong and what is expected.
   * @param {Record<string, string>} [headers]
   */
  constructor(status, detail, headers = {}) {
    super(detail)
    this.status = status
    this.headers = headers
  }
}

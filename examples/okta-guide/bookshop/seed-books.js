/** @typedef {import('./store.js').Book} Book */

/** What a new shop has on its shelves. @type {readonly Book[]} */
export const seedBooks = [
  book('Frankenstein', 'Mary Shelley', 'gothic', 890, 7),
  book('The Castle of Otranto', 'Horace Walpole', 'gothic', 750, 2),
  book('The Time Machine', 'H. G. Wells', 'science-fiction', 690, 5),
  book('From the Earth to the Moon', 'Jules Verne', 'science-fiction', 840, 0),
  book('The Moonstone', 'Wilkie Collins', 'mystery', 990, 4),
  book('The Leavenworth Case', 'Anna Katharine Green', 'mystery', 790, 3),
  book('Treasure Island', 'Robert Louis Stevenson', 'adventure', 820, 9),
  book('Sonnets from the Portuguese', 'Elizabeth Barrett Browning', 'poetry', 560, 6),
]

/**
 * @param {string} title
 * @param {string} author
 * @param {string} genre
 * @param {number} priceCents
 * @param {number} stock
 * @returns {Book}
 */
function book(title, author, genre, priceCents, stock) {
  return { id: bookIdOf(title), title, author, genre, priceCents, stock }
}

/**
 * The id of a book: its title in lower-case ASCII words. Empty when the title has no letter or digit of ASCII.
 *
 * @param {string} title
 * @returns {string}
 */
export function bookIdOf(title) {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '')
}

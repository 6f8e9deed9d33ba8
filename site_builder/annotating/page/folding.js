/** Spellings that mean the same: without accents, case, hyphens and the letters that Unicode does not take apart. */

const SPECIAL = { ə: "e", ı: "i", ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe" };

/**
 * @param {string} text
 * @returns {string} lower case, without accents; marks between words are one space
 */
export function fold(text) {
  return text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[əıłøđðþßæœ]/g, (letter) => SPECIAL[letter])
    .replace(/['’‘ʻʼ`]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

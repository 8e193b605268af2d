/**
 * Names as fields. Most names are a word and can hide nothing; they would only double the work.
 * @module
 */

/** Beginnings of dotted names that lead to Java's classes: `class.module.classLoader`, `java.lang.Runtime`. */
const CLASS_PATH = /^(?:javax?|class|com|org|runtime|processbuilder)\./;

/**
 * Whether a name needs no inspection: letters, digits, `_`, `-` and `.` only, no part of an object's
 * prototype and no path of Java classes.
 */
export function isPlainName(name: string): boolean {
  // No field of a form is called like an option of a program.
  if (name.charCodeAt(0) === 45) return false;
  let suspect = false;
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    const lower = code | 32;
    if (lower >= 97 && lower <= 122) {
      // "proto" and "constructor" both have an o that follows "r" or "t"; the words are sought only then.
      if (lower === 111 && i > 1) suspect = true;
    } else if (code === 46) {
      suspect = true;
    } else if (!(code >= 48 && code <= 57) && code !== 95 && code !== 45) {
      return false;
    }
  }
  if (!suspect || name.length < 5) return true;
  const lower = name.toLowerCase();
  return !lower.includes("proto") && !lower.includes("constructor") && !CLASS_PATH.test(lower);
}

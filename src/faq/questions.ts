const BREAK = /[.?!؟;؛\n]+|,\s+(?=\p{L})|،/u
/** Words that join a second question to the first. */
const JOIN =
  /\s+(?:et aussi|et puis|et|and also|and|also|plus|aussi|وكذلك|وايضا|وأيضا|أيضا|ثم|w|ou zid|o zid|zid)\s+/iu
const LEADING_JOIN = /^(?:et|and|also|aussi|w|o|ou)\s+/iu
/** In Arabic letters "and" is written onto the question word. */
const ARABIC_JOIN =
  /(?:^|\s+)و(?=\s|(?:كيف|كم|هل|متى|اين|أين|ماذا|ما\s|شحال|فين|كيفاش|واش|شنو|علاش|امتى|فوقاش)\S*)/u
/** What a message begins with that goes on from what was said before. */
const GOES_ON = /^(?:et|and|what about|w|wa|ou|o)\s|^و(?!اش|لد|قت)(?=\p{Script=Arabic}{2})/iu
const MAX_PARTS = 6
const MIN_PART_WORDS = 2

/** Whether a message goes on from what was said before it: "and for services?". */
export function goesOn(text: string): boolean {
  return GOES_ON.test(text.trim())
}

/** The parts of a message that may each be a question; the whole where there is nothing to part. */
export function questionsIn(text: string): string[] {
  const parts = text
    .slice(0, 1000)
    .split(BREAK)
    .flatMap((part) => part.split(JOIN))
    .flatMap((part) => part.split(ARABIC_JOIN))
    .map((part) => part.trim().replace(LEADING_JOIN, ''))
    .filter((part) => part.split(/\s+/u).length >= MIN_PART_WORDS)
  return parts.slice(0, MAX_PARTS)
}

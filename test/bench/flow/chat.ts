/** A bot that a person writes to; keeps what it knows of each person in memory. */
export interface Bot {
  readonly name: string
  /** Takes one message and gives the reply. */
  turn(person: string, text: string): Promise<string>
}

/** What is asked. */
export const QUESTIONS = {
  name: 'What is your name?',
  count: 'How many are you?',
  work: 'Which work do you do?',
} as const

/** What is answered. */
export const ANSWERS = {
  options: ['Sewing', 'Cooking', 'Trade'],
} as const

/** One conversation: what the person writes, and what must be in the reply. */
export const CHAT: readonly (readonly [said: string, reply: string])[] = [
  ['hello', QUESTIONS.name],
  ['Amina', QUESTIONS.count],
  ['3', QUESTIONS.work],
  ['cooking', 'Thank you Amina: 3, Cooking.'],
]

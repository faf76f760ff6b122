/** Nodes that one message may pass; a flow that goes round in circles stops here by itself. */
export const MAX_STEPS_PER_TURN = 100

/** Flows that may call one another, one within the other. */
export const MAX_FRAMES = 8

/** Answers that a node may fail to use before the person is led out of it. */
export const MAX_TRIES = 3

/** Questions that can be taken back, counted from the last. */
export const MAX_VISITED = 50

/** Characters that are kept of an answer in free words. */
export const MAX_ANSWER_LENGTH = 500

/** Characters of a message that are read as an answer; a longer one is a question of its own. */
export const MAX_READ_LENGTH = 200

/** Largest number that is read from a message. */
export const MAX_NUMBER = 1_000_000_000_000

/** Longest name of an option, so that a button's data stays within 40 bytes. */
export const MAX_OPTION_LENGTH = 30

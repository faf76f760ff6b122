import type { Stage, Turn } from '../turn.ts'
import { townTold } from './media.ts'

/** A message of so few words that a town in it is the message, unless it is a clear question. */
const FEW_WORDS = 4
/** "Rabat", "j'habite à Fès", "sakna f tanja": nothing but the town, whatever else it could mean. */
const ONLY_TOWN = 2

/** "Taza", "ana f casa": the town of the person, used for what they asked before. */
export const townStage: Stage = (turn) => {
  const town = turn.town()
  if (town === undefined) return undefined
  const words = turn.text.split(/\s+/u).length
  const told = turn.services.phrases.besidesLiving(turn.text).length
  const alone = told <= ONLY_TOWN || (words <= FEW_WORDS && turn.match().type !== 'answered')
  return alone ? townTold(turn, town.id) : undefined
}

/** The turn with the town that its text names, so that the partner named is near it. */
export function withTown(turn: Turn): Turn {
  const town = turn.town()
  return town === undefined ? turn : { ...turn, session: { ...turn.session, city: town.id } }
}

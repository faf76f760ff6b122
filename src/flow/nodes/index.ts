import { answer } from './answer.ts'
import { ask } from './ask.ts'
import { branch } from './branch.ts'
import { call } from './call.ts'
import { choose } from './choose.ts'
import { compute } from './compute.ts'
import { end } from './end.ts'
import { language } from './language.ts'
import type { NodeType } from './node-type.ts'
import { passOn } from './pass-on.ts'
import { remind } from './remind.ts'
import { route } from './route.ts'
import { say } from './say.ts'
import { search } from './search.ts'
import { set } from './set.ts'

/** Every kind of node. A new one is a file beside this one, a line here, and an example. */
export const NODE_TYPES: readonly NodeType[] = [
  say,
  ask,
  choose,
  language,
  branch,
  set,
  compute,
  answer,
  search,
  route,
  remind,
  passOn,
  call,
  end,
]

import { NEEDS, type Need, nearestName } from '../../core/index.ts'
import type { Flow } from '../flow.ts'
import type { Finding, FlowRule } from './rule.ts'
import { summarize } from './summary.ts'

export const unknownEntry: FlowRule = {
  rule: 'flow/unknown-entry',
  reason: 'An answer that is not there cannot be given.',
  *find(flow, { entries }) {
    for (const [name, node] of flow.nodes) {
      const { entry } = node.facts
      if (entry === undefined || entries.has(entry)) continue
      yield {
        path: ['nodes', name, 'entry'],
        message: `There is no entry "${entry}" in content/faq; name one that is there, or write it.`,
        suggestion: nearestName(entry, entries),
      }
    }
  },
}

export const routeToNobody: FlowRule = {
  rule: 'flow/route-to-nobody',
  reason: 'Who is promised a partner must find one.',
  *find(flow, { partnersFor }) {
    const nobody = (need: Need, path: Finding['path']) => ({
      path,
      message: `No partner in content/partners fits the need "${need}"; add one, or lead elsewhere.`,
    })
    if (flow.need !== undefined && partnersFor(flow.need) === 0) yield nobody(flow.need, ['need'])
    for (const [name, node] of flow.nodes) {
      const { need } = node.facts
      if (need === undefined) continue
      if ('need' in need) {
        if (partnersFor(need.need) === 0) yield nobody(need.need, ['nodes', name, 'need'])
        continue
      }
      for (const { value, path } of valuesOf(flow, need.from)) {
        const known = NEEDS.find((one) => one === value)
        if (known === undefined) {
          const message = `"${value}" is led to a partner by "${name}", but it is not a need; use one of ${NEEDS.join(', ')}.`
          yield { path, message, suggestion: nearestName(value, NEEDS) }
        } else if (partnersFor(known) === 0) yield nobody(known, path)
      }
    }
  },
}

export const unknownFlow: FlowRule = {
  rule: 'flow/unknown-flow',
  reason: 'A flow that is not there cannot be called.',
  *find(flow, { flows, unreadFlows }) {
    for (const [name, node] of flow.nodes) {
      const { call } = node.facts
      if (call === undefined || flows.has(call.flow) || unreadFlows.has(call.flow)) continue
      yield {
        path: ['nodes', name, 'flow'],
        message: `There is no flow "${call.flow}"; correct the name, or write that flow.`,
        suggestion: nearestName(call.flow, flows.keys()),
      }
    }
  },
}

export const callWithoutEnd: FlowRule = {
  rule: 'flow/call-without-end',
  reason: 'A called flow must come back.',
  *find(flow, { flows }) {
    for (const [name, node] of flow.nodes) {
      const called = node.facts.call && flows.get(node.facts.call.flow)
      if (called === undefined) continue
      const path = ['nodes', name, 'flow']
      if (callsTo(called, flows).has(flow.flow)) {
        const message = `"${called.flow}" leads back to "${flow.flow}" by its own calls, so this would never end; end one of them instead.`
        yield { path, message }
      } else if (!summarize(called, flows).ends) {
        yield { path, message: `"${called.flow}" has no end that can be reached; give it one.` }
      }
    }
  },
}

export const callValues: FlowRule = {
  rule: 'flow/call-values',
  reason: 'What is handed over must have a name, what is taken must be filled.',
  *find(flow, { flows }) {
    for (const [name, node] of flow.nodes) {
      const { call } = node.facts
      const called = call && flows.get(call.flow)
      if (call === undefined || called === undefined) continue
      const known = Object.keys(called.defaults)
      for (const [index, given] of call.give.entries()) {
        if (known.includes(given)) continue
        yield {
          path: ['nodes', name, 'give', index],
          message: `"${called.flow}" has no "${given}" under "defaults", so it would not use it; add it there, or do not give it.`,
          suggestion: nearestName(given, known),
        }
      }
      const { filled } = summarize(called, flows)
      for (const [index, taken] of call.take.entries()) {
        if (filled.has(taken)) continue
        yield {
          path: ['nodes', name, 'take', index],
          message: `"${called.flow}" can end without having filled "${taken}"; fill it on every way there, or do not take it.`,
          suggestion: nearestName(taken, filled),
        }
      }
    }
  },
}

/** Every fixed value that a name can hold, and where it is given. */
function valuesOf(flow: Flow, name: string) {
  const found: { value: string; path: Finding['path'] }[] = []
  const given = flow.defaults[name]
  if (given !== undefined) found.push({ value: String(given), path: ['defaults', name] })
  for (const [node, { facts }] of flow.nodes) {
    if (!facts.writes.some((write) => write.name === name)) continue
    for (const [index, option] of (facts.options ?? []).entries()) {
      found.push({ value: option, path: ['nodes', node, 'options', index, 'id'] })
    }
    const fixed = facts.fixed?.[name]
    if (fixed !== undefined) {
      found.push({ value: String(fixed), path: ['nodes', node, 'values', name] })
    }
  }
  return found
}

/** The flows that a flow calls, directly or through others; itself where it calls itself. */
function callsTo(flow: Flow, flows: ReadonlyMap<string, Flow>): ReadonlySet<string> {
  const called = new Set<string>([flow.flow])
  for (const id of called) {
    for (const node of flows.get(id)?.nodes.values() ?? []) {
      if (node.facts.call !== undefined) called.add(node.facts.call.flow)
    }
  }
  return called
}

/** Something wrong in a file that a person wrote: where it is, what was found, what to do. */
export interface Fault {
  /** Short stable name of the rule, e.g. `flow/missing-target`. */
  readonly rule: string
  readonly severity: 'error' | 'warning'
  /** Path below the project's folder, e.g. `flows/register-birth.yaml`. */
  readonly file: string
  /** 1-based; 1 where the fault is about the whole file. */
  readonly line: number
  readonly column: number
  readonly message: string
  /** The nearest known name, where one is near. */
  readonly suggestion?: string
}

/** One line for a terminal: `file:line:column  severity  message (rule)`. */
export function formatFault(fault: Fault): string {
  const hint = fault.suggestion === undefined ? '' : ` Did you mean "${fault.suggestion}"?`
  return `${fault.file}:${fault.line}:${fault.column}  ${fault.severity}  ${fault.message}${hint} (${fault.rule})`
}

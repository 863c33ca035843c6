interface State {
  /** The state after a character. */
  readonly on: Readonly<Record<string, StateName>>;
  /** The state after any other character; without it no other may come, for the reason in `unexpected`. */
  readonly otherwise?: StateName;
  readonly unexpected?: string;
  /** Why the text may not end here. */
  readonly unfinished?: string;
}

type StateName =
  | 'text' | 'percent' | 'name' | 'open' | 'arguments' | 'escaped' | 'afterString' | 'expectString' | 'afterList' | 'afterArguments';

const UNCLOSED = 'a variable has no percent sign at its end';
const UNCLOSED_ARGUMENTS = 'the arguments of a variable have no closing parenthesis';

/** How Istio reads a format string, character by character. Only the space counts as white space. */
const STATES: Readonly<Record<StateName, State>> = {
  text: { on: { '%': 'percent' }, otherwise: 'text' },
  percent: { on: { '%': 'text', '(': 'open' }, otherwise: 'name', unfinished: 'a percent sign is not doubled' },
  name: { on: { '%': 'text', '(': 'open' }, otherwise: 'name', unfinished: UNCLOSED },
  // The first character is taken as it is, even a closing parenthesis: %NAME()% has no end.
  open: { on: { ' ': 'open', '[': 'expectString' }, otherwise: 'arguments', unfinished: UNCLOSED_ARGUMENTS },
  arguments: {
    on: { '\\': 'escaped', '"': 'afterString', ')': 'afterArguments' }, otherwise: 'arguments', unfinished: UNCLOSED_ARGUMENTS,
  },
  escaped: { on: {}, otherwise: 'arguments', unfinished: 'a backslash has nothing after it' },
  afterString: {
    on: { ' ': 'afterString', ',': 'expectString', ']': 'afterList' },
    unexpected: 'after a string comes a comma or a closing bracket', unfinished: 'a list of strings has no closing bracket',
  },
  expectString: {
    on: { ' ': 'expectString', '"': 'arguments' },
    unexpected: 'a list has strings in double quotes and nothing else', unfinished: 'a list of strings has no closing bracket',
  },
  afterList: {
    on: { ' ': 'afterList', ')': 'afterArguments' },
    unexpected: 'after a closing bracket comes a closing parenthesis', unfinished: UNCLOSED_ARGUMENTS,
  },
  afterArguments: {
    on: { ' ': 'afterArguments', '%': 'text' },
    unexpected: 'after a closing parenthesis comes a percent sign', unfinished: UNCLOSED,
  },
};

/** What is wrong with text that has variables of Envoy in it, such as `%REQ(x-user)%`; the names of variables are not looked at. */
export function formatProblem(text: string): string | undefined {
  let state = STATES.text;
  for (const character of text) {
    const next = state.on[character] ?? state.otherwise;
    if (next === undefined) return state.unexpected;
    state = STATES[next];
  }
  return state.unfinished;
}

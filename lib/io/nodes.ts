import type { Style } from './tokens';

/** Where a node stands: its content, without its anchor and its tag. */
interface Placed {
  readonly start: number;
  /** Behind its last character. */
  end: number;
  /** True where aliases may refer to it. */
  isAnchored?: boolean;
}

/** A piece of text, and how it is written; a scalar of JSON is its JSON. */
export interface ScalarNode extends Placed {
  readonly kind: 'scalar';
  readonly text: string;
  readonly style: Style | 'json';
  readonly tag: string | undefined;
}

/** A list. */
export interface ListNode extends Placed {
  readonly kind: 'list';
  readonly items: Node[];
}

/** A map, with its keys in order, also such as come twice. */
export interface MapNode extends Placed {
  readonly kind: 'map';
  readonly pairs: Pair[];
}

/** A reference to a value that stands before it; `target` is undefined where none has that name. */
export interface AliasNode extends Placed {
  readonly kind: 'alias';
  readonly name: string;
  readonly target: Node | undefined;
}

/** A key and its value. */
export interface Pair {
  readonly key: Node;
  readonly value: Node;
}

/** A value as the text of a document has it. */
export type Node = ScalarNode | ListNode | MapNode | AliasNode;

/** The value that a node stands for. */
export function target(node: Node): Node | undefined {
  return node.kind === 'alias' ? node.target : node;
}

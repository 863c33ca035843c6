/** The kinds of tokens, as go-yaml's scanner makes them. */
export type TokenType =
  | 'end' | 'directive' | 'documentStart' | 'documentEnd'
  | 'blockSequenceStart' | 'blockMappingStart' | 'blockEnd' | 'blockEntry'
  | 'flowSequenceStart' | 'flowSequenceEnd' | 'flowMappingStart' | 'flowMappingEnd' | 'flowEntry'
  | 'key' | 'value' | 'alias' | 'anchor' | 'tag' | 'scalar';

/** How the text of a scalar is written. */
export type Style = 'plain' | 'quoted' | 'block';

/** A piece of YAML and where it stands: offsets from `start` up to, and without, `end`. */
export interface Token {
  readonly type: TokenType;
  readonly start: number;
  readonly end: number;
  /** The text of a scalar, the name of an anchor or an alias, the full name of a tag. */
  readonly text: string;
  readonly style: Style | undefined;
}

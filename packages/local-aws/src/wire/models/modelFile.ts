/*
 * The form of the files beside this one: what the wire has to know about a
 * service's API, without the SDK client that it was read from.
 */

/**
 * Names a shape: `string`, `number`, `boolean`, `blob`, `stream`, `document`,
 * `timestamp`, `date-time`, `http-date`, `epoch-seconds`; `list<string>` and
 * `map<string>` for nameless collections; `#Name` for a named shape.
 */
export type ShapeReference = string;

/** How a member travels ("HTTP binding traits" and "XML binding traits", Smithy 2.0). */
export interface MemberTraits {
  jsonName?: string;
  xmlName?: string;
  xmlFlattened?: true;
  /** In the path. */
  httpLabel?: true;
  /** Name of a query parameter. */
  httpQuery?: string;
  /** All other query parameters. */
  httpQueryParams?: true;
  /** Name of a header. */
  httpHeader?: string;
  /** Prefix of header names. */
  httpPrefixHeaders?: string;
  /** The whole body. */
  httpPayload?: true;
  /** The status. */
  httpResponseCode?: true;
  mediaType?: string;
}

/** A member: what it is, and how it travels if that is special. */
export type MemberEntry = ShapeReference | [ShapeReference, MemberTraits];

/** A named shape. */
export type ShapeEntry =
  | { list: MemberEntry }
  | { key: MemberEntry; value: MemberEntry }
  | StructureEntry;

/** A structure; the first `required` members must be there. */
export interface StructureEntry {
  members: Record<string, MemberEntry>;
  required?: number;
}

/** An operation. REST operations have a method, path template and status. */
export interface OperationEntry {
  input?: ShapeReference;
  output?: ShapeReference;
  http?: [method: string, path: string, status: number];
}

/** An error; it is the client's fault unless it says `server`. */
export interface ErrorEntry extends StructureEntry {
  status?: number;
  /** The code that the Query protocol uses in place of the error's name. */
  queryCode?: string;
  fault?: 'server';
}

/** The API of a service. */
export interface ModelFile {
  operations: Record<string, OperationEntry>;
  errors: Record<string, ErrorEntry>;
  shapes: Record<string, ShapeEntry>;
}

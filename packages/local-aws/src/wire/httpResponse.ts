/** What goes back over HTTP. */
export interface HttpResponse {
  status: number;
  /** By lower-case name. */
  headers: Record<string, string>;
  body: string | Uint8Array;
}

/** Makes an authority, and certificates of a server and a client that it has signed, in a folder that is made. */
export function makeCertificates(folder: string): Promise<{
  /** PEM of the authority. */
  readonly ca: string;
  /** Path of its file. */
  readonly caFile: string;
  /** PEM of a client's certificate and its key. */
  readonly cert: string;
  readonly key: string;
}>;

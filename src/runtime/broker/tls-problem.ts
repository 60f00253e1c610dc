/** What TLS fails for, by words in the code and the text that Node gives; the first that fits counts. */
const PROBLEMS: readonly (readonly [pattern: RegExp, what: string, help: string])[] = [
  [
    /altname/i,
    'its certificate is for another name',
    'connect by a name that the certificate has, or say it as `tls: { servername }`',
  ],
  [
    /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/,
    'its certificate does not hold at this time',
    'have it renewed, or correct the clock of this machine',
  ],
  [
    /UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)|SELF_SIGNED|CERT_UNTRUSTED|INVALID_CA|CERT_SIGNATURE_FAILURE/,
    'its certificate is of an authority that is not known here',
    'give the certificate of the authority as `tls: { ca }`, or start this process with its file in `NODE_EXTRA_CA_CERTS`',
  ],
  [
    /wrong.version.number|packet.length.too.long|http.request/i,
    'it does not speak TLS there',
    'use its port for TLS, or an address without TLS',
  ],
  [
    /alert.(unknown.ca|access.denied|no.certificate|(\w+.)?certificate)/i,
    'it wants a certificate of this client that it knows',
    'give one and its key as `tls: { cert, key }`',
  ],
  [
    /^ERR_OSSL_/,
    'certificate, authority or key in `tls` cannot be used',
    'give them as PEM, a key that has a password with its `passphrase`',
  ],
  [
    /^ERR_SSL_/,
    'no connection by TLS comes about',
    'compare versions and ciphers of TLS there with those of Node, or with `tls`',
  ],
];

/**
 * What is wrong with TLS between here and a server, in a sentence without a dot that says what to do; undefined where an error, or what
 * caused it, has another reason. Waiting does not help against any of these.
 */
export function tlsProblem(error: unknown): string | undefined {
  for (let one = error; one instanceof Error; one = one.cause) {
    const code = 'code' in one && typeof one.code === 'string' ? one.code : '';
    // Others may well speak of certificates.
    if (!/^(ERR_(TLS|SSL|OSSL)_|EPROTO$|UNABLE_TO_|CERT_|INVALID_CA$|.*SELF_SIGNED)/.test(code)) continue;
    const found = PROBLEMS.find(([pattern]) => pattern.test(`${code} ${one.message}`));
    if (found !== undefined) return `${found[1]} (${shortened(one.message)}); ${found[2]}`;
  }
  return undefined;
}

/** OpenSSL tells threads, numbers, functions and lines of its sources, too. */
function shortened(message: string): string {
  const said = /error:[0-9A-F]+:[^:]*:[^:]*:([^:\n]+)/i.exec(message)?.[1] ?? message;
  return said.trim().replace(/\.$/, '');
}

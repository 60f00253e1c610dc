import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { makeCertificates } from './certificates.mjs';

/** What a client of a secured server shows; certificates and keys lie in `tls/` of the server's folder. */
export async function makeSecrets(folder, say) {
  const certificates = await makeCertificates(join(folder, 'tls'), say);
  // Signs that mean something in URLs and in settings, for which mistakes in writing and reading them are likely.
  const password = `${secret()}:@/?%#&+ x`;
  return { ...certificates, username: 'order service', password, token: secret() };
}

function secret() {
  return randomBytes(12).toString('hex');
}

import { describe, expect, it } from 'vitest';
import { tlsProblem } from './tls-problem.js';

function failure(code: string, message: string, cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), { code });
}

const alert =
  '802CE2B91B7F0000:error:0A000418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca:../openssl/rec.c:1601:SSL alert number 48\n';

describe('what is wrong with TLS', () => {
  it.each([
    ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain', /authority.*NODE_EXTRA_CA_CERTS/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate', /authority that is not known here/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate', /`tls: \{ ca \}`/],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unable to get local issuer certificate', /`tls: \{ ca \}`/],
    ['CERT_HAS_EXPIRED', 'certificate has expired', /at this time \(certificate has expired\); have it renewed/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'Host: a. is not cert’s CN: b', /another name.*servername/],
    ['EPROTO', 'write EPROTO 80:error:0A00010B:SSL routines:ssl3:wrong version number:a.c:350:\n', /speak TLS there/],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', alert, /^it wants .* knows \(tlsv1 alert unknown ca\); .* cert, key \}`$/],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tlsv13 alert certificate required', /`tls: \{ cert, key \}`/],
    ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'sslv3 alert bad certificate', /`tls: \{ cert, key \}`/],
    ['ERR_OSSL_UNSUPPORTED', 'error:1E08010C:DECODER routines::unsupported', /\(unsupported\); give them as PEM/],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tlsv1 alert protocol version', /compare versions and ciphers/],
  ])('%s is told in a line with what to do', (code, message, told) => {
    expect(tlsProblem(failure(code, message))).toMatch(told);
    expect(tlsProblem(failure('DRIVER', 'failed', failure(code, message)))).toMatch(told);
    expect(tlsProblem(failure(code, message))).not.toContain('\n');
  });

  it('is nothing where the network is the reason', () => {
    const reset = 'Client network socket disconnected before secure TLS connection was established';
    for (const error of [failure('ECONNRESET', reset), failure('ECONNREFUSED', 'connect'), new Error('self-signed')]) {
      expect(tlsProblem(error)).toBeUndefined();
    }
    expect(tlsProblem('altname')).toBeUndefined();
  });
});

const ESCAPED = '%[0-9a-f]{2}';
const UNRESERVED = "[\\w.~!$&'()*+,;=-]";
const PATH_CHAR = `(?:[\\w.~!$&'()*+,;=:@-]|${ESCAPED})`;
const QUERY_CHAR = `(?:[\\w.~!$&'()*+,;=:@/?-]|${ESCAPED})`;
const OCTET = '(?:25[0-5]|2[0-4]\\d|[01]?\\d\\d?)';
const GROUP = '[0-9a-f]{1,4}';
const LAST_TWO = `(?:${GROUP}:${GROUP}|(?:${OCTET}\\.){3}${OCTET})`;

/** What may stand behind `::`, by how many groups may stand in front of it. */
const BEHIND = [5, 4, 3, 2, 1, 0].map((groups) => `(?:${GROUP}:){${groups}}${LAST_TWO}`).concat(GROUP, '');
const SHORTENED = BEHIND.map((behind, most) => `${groupsBefore(most)}::${behind}`);
const IPV6 = [`(?:${GROUP}:){6}${LAST_TWO}`, ...SHORTENED].join('|');

function groupsBefore(most: number): string {
  return most === 0 ? '' : `(?:(?:${GROUP}:){0,${most - 1}}${GROUP})?`;
}

const USER = `(?:(?:${UNRESERVED.replace('-]', ':-]')}|${ESCAPED})*@)?`;
const FUTURE = `v[0-9a-f]+\\.${UNRESERVED.replace('-]', ':-]')}+`;
const HOST = `(?:\\[(?:${IPV6}|${FUTURE})\\]|(?:[\\w.~!$&'()*+,;=-]|${ESCAPED})*)`;
const SEGMENTS = `(?:\\/${PATH_CHAR}*)*`;
const AUTHORITY = `\\/?\\/${USER}${HOST}(?::\\d*)?${SEGMENTS}`;
const ABSOLUTE = `\\/(?:${PATH_CHAR}+${SEGMENTS})?`;
const ROOTLESS = `${PATH_CHAR}+${SEGMENTS}`;

const WHOLE = `^[a-z][a-z0-9+.-]*:(?:${AUTHORITY}|${ABSOLUTE}|${ROOTLESS})(?:\\?${QUERY_CHAR}*)?(?:#${QUERY_CHAR}*)?$`;

/** The URIs of RFC 3986 as ajv-formats takes them: no scheme stands alone, and an authority may follow one slash. */
export const URI = new RegExp(WHOLE, 'i');

import fc from 'fast-check';

/** Stands in hostile texts wherever they try to become code: nothing but text may ever contain it. */
export const SENTINEL = 'SAGAC_SENTINEL';

const CALL = `${SENTINEL}()`;
const DOLLAR = '$';

/** What ends a comment, a literal, a line or an element in some language, and goes on as code. */
const ATTACKS: readonly string[] = [
  `*/${CALL};/*`,
  `';${CALL};'`,
  `";${CALL};"`,
  `\\';${CALL};//`,
  `\\";${CALL};//`,
  `\`+${CALL}+\``,
  `${DOLLAR}{${CALL}}`,
  `\n${CALL};\n`,
  `\r${CALL};\r`,
  `\r\n${CALL};\r\n`,
  `\u2028${CALL};\u2029`,
  `\u0085${CALL}`,
  `\\\n${CALL}`,
  `</script><script>${CALL}</script>`,
  `--><script>${CALL}</script><!--`,
  `]]><x onload="${CALL}">`,
  `<img src=x onerror=${CALL}>`,
  `[x](javascript:${CALL})`,
  `<javascript:${CALL}>`,
  `{${CALL}}`,
  `\n\nimport ${SENTINEL} from "x"\n\n`,
  `\n\nexport const x = ${CALL}\n\n`,
  `\n\n    {${CALL}}\n`,
  `\n\`\`\`\n{${CALL}}\n\`\`\``,
  `\n---\n${SENTINEL}: 1\n---\n`,
  `\n...\n${SENTINEL}: 1\n`,
  `{{ ${SENTINEL} }}`,
  `{{{${SENTINEL}}}}`,
  `}} ${SENTINEL} {{`,
  `{{ $labels.${SENTINEL} }}`,
  `" }}${SENTINEL}{{ "`,
  `{{#if ${SENTINEL}}}x{{/if}}`,
  `${DOLLAR}(${SENTINEL})`,
  `\`${SENTINEL}\``,
  `'; ${SENTINEL}; '`,
  `"; ${SENTINEL}; "`,
  `\n${SENTINEL}\n`,
  `\nEOF\n${SENTINEL}\n`,
  `x && ${SENTINEL} | ${SENTINEL} > ${SENTINEL} & ${SENTINEL}`,
  `'); CREATE TABLE ${SENTINEL} (x); --`,
  `"); CREATE TABLE ${SENTINEL} (x); --`,
  `\n; CREATE TABLE ${SENTINEL} (x);\n`,
  `${DOLLAR}${DOLLAR}; CREATE TABLE ${SENTINEL} (x); ${DOLLAR}${DOLLAR}`,
  `"} or vector(${SENTINEL}) or {x="`,
  `'} or vector(${SENTINEL}) or {x='`,
  `\n${SENTINEL}: true\n`,
  `: ${SENTINEL} # `,
  `" }\noption ${SENTINEL} = "`,
  `*/ message ${SENTINEL} {} /*`,
];

/** What means something to some reader, or looks like something else. */
const PIECES: readonly string[] = [
  ...['*/', '/*', '//', '`', "'", '"', '\\', '\n', '\r\n', '\r', '\t', '\u2028', '\u2029', '\u0085', '\0', '\u001b[31m'],
  ...['{', '}', '{{', '}}', '{{{', '}}}', '{%', '<', '>', '</', '<!--', '-->', '<?', '&lt;', '&', '|', '||', '[', ']', '(', ')'],
  ...['#', ': ', '- ', '? ', '! ', '!!js/function', '&a', '*a', '%', '@', '@type {x}', '~', '=', ',', ';', '$', '$1', '$&', '^', '+', '...', '---'],
  ...['null', 'true', 'no', '1', '0x1f', '1e3', '.inf', '2026-01-01', '1:30', '__proto__', 'constructor', '$ref', '#/x', 'javascript:x'],
  ...['\u202e', '\u2066', '\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u00e9', 'e\u0301', '\u{1f600}', '\ufffe', ' ', '  ', '    '],
];

/** A text that tries to be something else than text, never blank. Small ones are plain words. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: fc.constant('word') },
  { weight: 4, arbitrary: fc.constantFrom(...ATTACKS) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.constantFrom('word', ...PIECES, ...ATTACKS), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }) },
).map((text) => (/\S/.test(text) ? text : `x${text}`));

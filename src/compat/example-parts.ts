/** One definition of a text, as its lines, with the line of the section that it stands in. */
interface Part {
  readonly section: string;
  readonly text: string;
}

/** Texts of definitions taken apart: what stands in all of them, and what each has beside that. Both may be empty. */
export interface SplitTexts {
  readonly common: string;
  readonly own: readonly string[];
}

/** Takes the definitions that are the same in every text out of them, so that what differs can be seen. */
export function splitTexts(texts: readonly string[]): SplitTexts {
  const all = texts.map(partsOf);
  const known = all.map((parts) => new Set(parts.map(keyOf)));
  const isCommon = (part: Part) => known.every((keys) => keys.has(keyOf(part)));
  return {
    common: textOf((all[0] ?? []).filter(isCommon)),
    own: all.map((parts) => textOf(parts.filter((part) => !isCommon(part)))),
  };
}

/** A section such as `events:` has its definitions two columns in; one that is written on a line is one part. */
function partsOf(text: string): readonly Part[] {
  const parts: { section: string; text: string }[] = [];
  let section = '';
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    if (/^\S/.test(line)) section = line;
    const last = parts.at(-1);
    if (/^\S.*:$/.test(line)) continue;
    if (/^ {0,2}\S/.test(line)) parts.push({ section, text: line });
    else if (last) last.text += `\n${line}`;
  }
  return parts;
}

function keyOf({ section, text }: Part): string {
  return `${section}\n${text}`;
}

function textOf(parts: readonly Part[]): string {
  const lines: string[] = [];
  let section = '';
  for (const part of parts) {
    if (part.section !== section && part.section !== part.text) lines.push(part.section);
    section = part.section;
    lines.push(part.text);
  }
  return lines.join('\n');
}

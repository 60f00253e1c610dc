import type { OutlineGroup } from './outline.js';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Writes each proto2 group as the nested message and the field of that type that it stands for, which means the same but for
 * the encoding. The parser knows groups in some places only, and gives their fields other names than Protobuf does.
 */
export function plainGroups(text: string, groups: readonly OutlineGroup[]): string {
  return groups.length === 0 ? text : render(text, groups, 0, text.length);
}

function render(text: string, groups: readonly OutlineGroup[], from: number, to: number): string {
  const edits: Edit[] = [];
  let behind = from;
  for (const group of groups) {
    if (group.head.start < behind || group.body.end > to) continue;
    if (group.outside !== undefined) behind = group.body.end;
    edits.push(...editsOf(text, groups, group));
  }
  // Several groups of a oneof are put at one place: the order in which they stand is kept.
  edits.sort((one, other) => one.start - other.start);
  let out = '';
  let at = from;
  for (const edit of edits) {
    out += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + text.slice(at, to);
}

function editsOf(text: string, groups: readonly OutlineGroup[], group: OutlineGroup): readonly Edit[] {
  const { head, body, outside } = group;
  const field = `${group.label} ${group.name} ${group.name.toLowerCase()} ${text.slice(group.tail.start, group.tail.end)};`;
  if (outside === undefined) {
    return [
      { start: head.start, end: head.end, text: `message ${group.name} ` },
      { start: body.end, end: body.end, text: ` ${field}` },
    ];
  }
  const message = ` message ${group.name} ${render(text, groups, body.start, body.end)}`;
  return [
    { start: head.start, end: body.end, text: field },
    { start: outside, end: outside, text: message },
  ];
}

/** A figure as it stands on the page, drawn again as one SVG that needs nothing else. */

const PAPER = "#fffdf8";
const CLEAR = "rgba(0, 0, 0, 0)";
const SAME = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size", "font-weight", "font-family", "font-style", "text-anchor"];

/** Text that XML takes. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** Words and the box they fill, in pixels. */
export type Written = { text: string; x: number; right: number; y: number; bottom: number };

/** Words that stand on the same line, by the upper edges of their boxes. */
export function lines(words: Written[]): Written[] {
  const found: Written[] = [];
  for (const word of words) {
    const last = found[found.length - 1];
    if (last && Math.abs(last.y - word.y) < 3) Object.assign(last, { text: `${last.text} ${word.text}`, right: word.right });
    else found.push({ ...word });
  }
  return found;
}

function shown(element: Element): boolean {
  return !element.closest(".hidden, .tools, .over, title, desc") && element.getClientRects().length > 0;
}

function inlined(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [svg.querySelectorAll("*"), copy.querySelectorAll("*")];
  from.forEach((one, k) => {
    const style = getComputedStyle(one);
    const target = to[k];
    if (!target) return;
    for (const name of SAME) {
      const value = style.getPropertyValue(name);
      if (value && value !== "normal" && !(name === "stroke-dasharray" && value === "none")) target.setAttribute(name, value);
    }
    target.removeAttribute("class");
  });
  return [...copy.childNodes].map((one) => new XMLSerializer().serializeToString(one)).join("");
}

function written(node: Text, left: number, top: number): string {
  const parent = node.parentElement;
  if (!parent || !node.data.trim() || !shown(parent)) return "";
  const style = getComputedStyle(parent);
  const range = document.createRange();
  const words: Written[] = [];
  for (const found of node.data.matchAll(/\S+/g)) {
    range.setStart(node, found.index);
    range.setEnd(node, found.index + found[0].length);
    const box = range.getBoundingClientRect();
    words.push({ text: found[0], x: box.left - left, right: box.right - left, y: box.top - top, bottom: box.bottom - top });
  }
  const size = Number.parseFloat(style.fontSize);
  return lines(words)
    .map(
      (line) =>
        `<text x="${line.x.toFixed(1)}" y="${((line.y + line.bottom) / 2 + size * 0.34).toFixed(1)}" font-family="${escaped(style.fontFamily)}" font-size="${size}" font-weight="${style.fontWeight}" fill="${style.color}" textLength="${(line.right - line.x).toFixed(1)}" lengthAdjust="spacingAndGlyphs">${escaped(line.text)}</text>`,
    )
    .join("");
}

/** The picture of an element: its drawings, its shaded boxes and its words, each where it stands. */
export function pictured(root: HTMLElement, title: string, source: string): string {
  const { left, top, width, height } = root.getBoundingClientRect();
  const parts: string[] = [];
  for (const box of root.querySelectorAll<HTMLElement>("td, th, [data-box]")) {
    const style = getComputedStyle(box);
    const [fill, outlined] = [style.backgroundColor, style.outlineStyle === "solid"];
    if (!shown(box) || (fill === CLEAR && !outlined)) continue;
    const at = box.getBoundingClientRect();
    parts.push(`<rect x="${(at.left - left).toFixed(1)}" y="${(at.top - top).toFixed(1)}" width="${at.width.toFixed(1)}" height="${at.height.toFixed(1)}" fill="${fill}"${outlined ? ` stroke="${style.outlineColor}" stroke-width="2"` : ""}/>`);
  }
  for (const svg of root.querySelectorAll("svg")) {
    if (!shown(svg)) continue;
    const at = svg.getBoundingClientRect();
    parts.push(`<g transform="translate(${(at.left - left).toFixed(1)} ${(at.top - top).toFixed(1)})">${inlined(svg)}</g>`);
  }
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (!node.parentElement?.closest("svg")) parts.push(written(node, left, top));
  }
  const [w, h] = [Math.ceil(width) + 32, Math.ceil(height) + 72];
  const font = `font-family="Source Serif 4 Variable, Georgia, serif"`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}"><title>${escaped(title)}</title>` +
    `<rect width="${w}" height="${h}" fill="${PAPER}"/><text x="16" y="26" ${font} font-size="17" font-weight="600" fill="#1f1b16">${escaped(title)}</text>` +
    `<g transform="translate(16 40)">${parts.join("")}</g>` +
    `<text x="16" y="${h - 12}" font-family="Inter Variable, sans-serif" font-size="11" fill="#766c5e">${escaped(source)}</text></svg>\n`
  );
}

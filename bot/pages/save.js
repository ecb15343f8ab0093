// Save the chart beside these buttons as it stands, as SVG or PNG.  Nothing is sent anywhere.
const SCALE = 2; // pixels of the PNG to one of the page

export default function ({ parentElement, data }) {
  parentElement.querySelector(".svg").onclick = () => {
    const drawn = copy(data);
    if (drawn) offer(new Blob([text(drawn)], { type: "image/svg+xml" }), `${data.name}.svg`);
  };
  parentElement.querySelector(".png").onclick = async () => {
    const drawn = copy(data);
    if (drawn) offer(await paint(drawn, data.paper), `${data.name}.png`);
  };
}

function copy({ box, alt, paper }) {
  const found = document.querySelector(`.st-key-${CSS.escape(box)} svg.marks`);
  if (!found) return null;
  const drawn = found.cloneNode(true);
  const { width, height } = found.getBoundingClientRect();
  drawn.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  drawn.setAttribute("width", Math.ceil(width));
  drawn.setAttribute("height", Math.ceil(height));
  drawn.setAttribute("role", "img");
  const described = document.createElementNS("http://www.w3.org/2000/svg", "desc");
  described.textContent = alt;
  const back = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ width: "100%", height: "100%", fill: paper })) {
    back.setAttribute(name, value);
  }
  drawn.prepend(described, back);
  return drawn;
}

async function paint(drawn, paper) {
  const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
  style.textContent = await fonts();
  drawn.prepend(style);
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text(drawn))}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = drawn.getAttribute("width") * SCALE;
  canvas.height = drawn.getAttribute("height") * SCALE;
  const brush = canvas.getContext("2d");
  brush.fillStyle = paper;
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.scale(SCALE, SCALE);
  brush.drawImage(picture, 0, 0);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

// A picture cannot see the page's fonts: they go into it, from this page's own server.
async function fonts() {
  const rules = [...document.styleSheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules].map((rule) => [rule, sheet.href]);
    } catch {
      return [];
    }
  });
  const wanted = rules.filter(
    ([rule]) =>
      rule instanceof CSSFontFaceRule &&
      /source sans/i.test(rule.style.fontFamily) &&
      !/italic/i.test(rule.style.fontStyle || ""),
  );
  const faces = wanted.map(async ([rule, home]) => {
    const named = /url\(["']?([^"')]+)/.exec(rule.style.src || rule.cssText);
    if (!named) return "";
    const address = new URL(named[1], home || document.baseURI);
    if (address.origin !== window.location.origin) return "";
    const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
    let letters = "";
    bytes.forEach((byte) => (letters += String.fromCharCode(byte)));
    const weight = rule.style.fontWeight || "400";
    return `@font-face{font-family:${rule.style.fontFamily};font-weight:${weight};src:url(data:font/woff2;base64,${btoa(letters)})}`;
  });
  return (await Promise.all(faces)).join("");
}

function text(drawn) {
  return new XMLSerializer().serializeToString(drawn);
}

function offer(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

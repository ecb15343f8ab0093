// The body of a finished answer.  `data.html` is made by bot/compose/markup.py, which escapes
// everything it did not write itself; all other text is set as text, never as HTML.
const GAP = 8;

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  const body = parentElement.querySelector(".answer-body");
  const text = body.querySelector(".text");
  const card = body.querySelector(".card");
  if (text.dataset.shown !== data.html) {
    text.innerHTML = data.html;
    text.dataset.shown = data.html;
  }
  let closing = 0;

  function line(name, words) {
    if (!words) return;
    const element = document.createElement(name === "quote" ? "blockquote" : "div");
    element.className = name;
    element.textContent = words;
    card.append(element);
  }

  function show(target, lines) {
    window.clearTimeout(closing);
    card.replaceChildren();
    lines.forEach(([name, words]) => line(name, words));
    card.hidden = false;
    const frame = body.getBoundingClientRect();
    const mark = target.getBoundingClientRect();
    const left = Math.min(mark.left - frame.left, frame.width - card.offsetWidth);
    const below = mark.bottom - frame.top + GAP;
    const above = mark.top - frame.top - card.offsetHeight - GAP;
    const fits = mark.bottom + card.offsetHeight + GAP < window.innerHeight - 100;
    card.style.left = `${Math.max(0, left)}px`;
    card.style.top = `${fits ? below : above}px`;
    target.setAttribute("aria-describedby", "card");
  }

  function hide() {
    window.clearTimeout(closing);
    closing = window.setTimeout(() => {
      card.hidden = true;
      body.querySelectorAll("[aria-describedby]").forEach((e) => e.removeAttribute("aria-describedby"));
    }, 120);
  }

  function beside(element) {
    return element.getBoundingClientRect().left > body.getBoundingClientRect().right;
  }

  function bring(element, behavior) {
    const mark = element.querySelector("mark");
    const passage = element.querySelector(".passage, .rows");
    if (mark && passage) {
      const above = mark.getBoundingClientRect().top - passage.getBoundingClientRect().top;
      if (above > passage.clientHeight * 0.7) passage.scrollTop += above - passage.clientHeight / 3;
    }
    const far = mark && mark.getBoundingClientRect().top - element.getBoundingClientRect().top;
    if (!beside(element) && !(far > window.innerHeight / 2)) {
      element.scrollIntoView({ block: "start", behavior });
    } else {
      (mark || element).scrollIntoView({ block: "nearest", behavior });
    }
  }

  function reveal(n) {
    // the evidence stands outside this component, drawn by the page after the rerun
    const find = () => document.querySelector(`.st-key-${CSS.escape(data.anchor + n)}`);
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    let tries = 0;
    const timer = window.setInterval(() => {
      const element = find();
      const open = element && element.querySelector("details[open]");
      if (open || ++tries > 20) {
        window.clearInterval(timer);
        if (element) bring(element, still ? "auto" : "smooth");
      }
    }, 100);
  }

  text.querySelectorAll(".marker").forEach((marker) => {
    const n = Number(marker.dataset.n);
    const card_ = data.cards[String(n)];
    if (!card_) return;
    marker.setAttribute("aria-label", `Source ${n}: ${card_.from}`);
    const lines = [
      ["from", card_.from],
      ["where", card_.where],
      [card_.kind === "passage" ? "quote" : "where", card_.words],
      ["hint", "Click to see it in its place"],
    ];
    marker.onmouseenter = marker.onfocus = () => show(marker, lines);
    marker.onmouseleave = marker.onblur = hide;
    marker.onkeydown = (event) => {
      if (event.key === "Escape") hide();
    };
    marker.onclick = () => {
      setTriggerValue("marker", n);
      reveal(n);
    };
  });
  text.querySelectorAll(".figure").forEach((figure) => {
    const lines = data.figures[Number(figure.dataset.figure)];
    if (!lines) return;
    figure.onmouseenter = () => show(figure, lines);
    figure.onmouseleave = hide;
  });
  card.onmouseenter = () => window.clearTimeout(closing);
  card.onmouseleave = hide;
  return () => window.clearTimeout(closing);
}

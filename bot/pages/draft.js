// A checked draft.  `data.html` is made by draft_view.py, which escapes the draft's own words.
export default function ({ parentElement, data, setTriggerValue }) {
  const page = parentElement.querySelector(".page");
  if (page.dataset.shown !== data.html) {
    const held = document.activeElement?.closest?.(".claim")?.dataset.n;
    page.innerHTML = data.html;
    page.dataset.shown = data.html;
    if (held) page.querySelector(`.claim[data-n="${held}"]`)?.focus();
  }
  page.querySelectorAll(".claim").forEach((claim) => {
    const pick = () => setTriggerValue("claim", Number(claim.dataset.n));
    claim.onclick = pick;
    claim.onkeydown = (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        pick();
      }
    };
  });
}

// Arrow up in the empty composer brings back what was asked before, arrow down what came after.
export default function ({ data }) {
  const field = document.querySelector('[data-testid="stChatInputTextArea"]');
  if (!field) return;
  let at = data.questions.length;
  let shown = "";
  const put = (words) => {
    const setter = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set;
    setter.call(field, words); // React sees only what its own setter did not do
    field.dispatchEvent(new Event("input", { bubbles: true }));
    shown = words;
  };
  const turn = (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const browsing = field.value === "" || field.value === shown;
    if (!step || !browsing || event.shiftKey || event.isComposing) return;
    const next = at + step;
    if (next < 0 || next > data.questions.length) return;
    event.preventDefault();
    at = next;
    put(data.questions[at] ?? "");
  };
  field.addEventListener("keydown", turn);
  return () => field.removeEventListener("keydown", turn);
}

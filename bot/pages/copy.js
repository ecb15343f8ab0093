// Sentences to copy, each with its source; all text is set as text, never as HTML.
export default function ({ parentElement, data }) {
  const list = parentElement.querySelector(".sentences");
  const said = parentElement.querySelector(".said");
  list.replaceChildren();
  data.sentences.forEach(({ shown, copied }) => {
    const item = document.createElement("li");
    const words = document.createElement("span");
    words.textContent = shown;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy with its source: ${shown.slice(0, 80)}`);
    button.onclick = async () => {
      said.textContent = (await put(copied)) ? "Copied with its source." : "It could not be copied.";
    };
    item.append(words, button);
    list.append(item);
  });
}

async function put(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    // a page that came over plain HTTP may not use the clipboard directly
    const field = document.createElement("textarea");
    field.value = words;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

  // ---- tips: what is in a mark, said beside it on hover and on focus -------------------------------
  /** Text that only a reader of the screen says. */
  const unseen = (text) => h("span", { class: "unseen" }, text);
  /** What a mark holds, in one sentence: where, of which kinds how many, and the largest toll. */
  const groupWords = (group) => {
    const where = [groupName(group), group.near?.length ? counted("more_places", group.near.length) : ""].filter(Boolean).join(" ");
    const what = ordered(group).map(([layer, entries]) => `${word("layers", layer)} ${entries.length}`).join(", ");
    return [`${where}: ${what}`, tollSentence(group)].filter(Boolean).join(". ");
  };
  const TIP_NAMES = 4;
  const tipOf = (group) => {
    const near = group.near ?? [];
    const others = near.slice(0, TIP_NAMES).map(groupName);
    const rest = near.length - others.length;
    return [
      h("p", { class: "tip-title" }, isolated(groupName(group)), near.length ? ` ${counted("more_places", near.length)}` : null),
      h("ul", { class: "plain" }, ordered(group).map(([layer, entries]) => h("li", {}, symbol(layer, sharedLook(entries)), h("b", {}, String(entries.length)), ` ${word("layers", layer)}`))),
      tollSentence(group) ? h("p", {}, tollSentence(group)) : null,
      near.length ? h("p", { class: "quiet" }, spaced(others.map(isolated), ", "), rest ? `, ${say("nearby", { n: rest })}` : null) : null,
    ];
  };
  // The mark itself is named for readers of a screen; the tip repeats it for the eye.
  const tip = h("div", { class: "tip", "aria-hidden": "true", hidden: true });
  map.getContainer().parentNode.append(tip);
  let tipTimer = null;
  const hideTip = () => {
    clearTimeout(tipTimer);
    tip.hidden = true;
  };
  const hideTipSoon = () => {
    clearTimeout(tipTimer);
    tipTimer = setTimeout(hideTip, 200); // so that the pointer can move onto the tip
  };
  /** Show what a group holds, above or below a box on the screen and inside the map. */
  const showTip = (group, box) => {
    clearTimeout(tipTimer);
    tip.replaceChildren(...tipOf(group).filter(Boolean));
    tip.hidden = false;
    const room = tip.parentNode.getBoundingClientRect();
    const [width, height] = [tip.offsetWidth, tip.offsetHeight];
    const left = (box.left + box.right) / 2 - room.left - width / 2;
    const above = box.top - room.top - height - 8;
    tip.style.left = `${Math.max(4, Math.min(room.width - width - 4, left))}px`;
    tip.style.top = `${above > 4 ? above : Math.min(room.height - height - 4, box.bottom - room.top + 8)}px`;
  };
  const groupAt = (node) => marks.find((entry) => entry.group.place.id === node.dataset.place)?.group;
  const overMark = (event) => {
    const node = event.target.closest?.(".mk-root[data-place]");
    const group = node && groupAt(node);
    if (group) showTip(group, (node.querySelector(".mk-tag") ?? node.querySelector(".mk-syms")).getBoundingClientRect());
    else if (event.type === "mouseover") hideTipSoon();
  };
  const startTips = () => {
    const room = map.getContainer();
    room.addEventListener("mouseover", overMark);
    room.addEventListener("focusin", (event) => event.target.matches(":focus-visible") && overMark(event));
    room.addEventListener("mouseleave", hideTipSoon);
    room.addEventListener("focusout", hideTip);
    tip.addEventListener("mouseenter", () => clearTimeout(tipTimer));
    tip.addEventListener("mouseleave", hideTipSoon);
    document.addEventListener("keydown", (press) => press.key === "Escape" && hideTip());
    map.on("movestart zoomstart click", hideTip);
  };

// What scripts say: messages in English, with holes in braces. For another language `spoken` is filled after this.

"use strict";

const spoken = {
  code: "en",
  messages: new Map(),
  number: (value) => (spoken.code === "en" ? value : value.toLocaleString(spoken.code)),
  filled: (message, given) =>
    message.replace(/\{(\w+)\}/g, (hole, name) => {
      const value = given[name] ?? hole;
      return typeof value === "number" ? spoken.number(value) : value;
    }),
};

function gettext(message, given = {}) {
  return spoken.filled(spoken.messages.get(message) ?? message, given);
}

function ngettext(one, many, n, given = {}) {
  const forms = spoken.messages.get(one) ?? { other: n === 1 ? one : many };
  return spoken.filled(forms[new Intl.PluralRules(spoken.code).select(n)] ?? forms.other, { n, ...given });
}

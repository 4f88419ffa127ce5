// Where the list of incidents was left, so that coming back leads there again.

export const left = { id: "", search: "", portion: 0, list: 0, page: 0 };

/** Text of every file under `templates/`, by its path there; `scripts/templates.mjs` writes the module. */
export declare const templates: Readonly<Record<string, string>>;

// The registry's own picture: a PNG of 64 x 64 within a data URL, so that nobody who shows it asks us for anything.

/** The side of the picture, in pixels. */
const side = 64;

const png = [
  "iVBORw0KGgoAAAANSUhEUgAAAEAAAABAAgMAAADXB5lNAAAACVBMVEX///8fTnnAWhpRvMrJAAAAAXRSTlMAQObYZgAAAK9JREFU",
  "eNq9U9sRhCAMhA9KSBNXRUrgI/RnqacQ8mKcO53ROONj2WwIG1N6MXL4htaqW297BIKjdIKllAGgz7A5/R0aGQm5swQNHgqA5tE1",
  "ObOeAVNeyswVoOSpnLoDOKtdAD7bcZ0CRQH8M+XWPkIvS7frefw+wuXUF1/EOQzeqtvsvrrN86Fu5wmgnzFQkTGFRUVGiWznLvut",
  "Ca96wIqYHmzcEqEoEgGIQKFnfukv4LhOenrs4oYAAAAASUVORK5CYII=",
].join("");

/** The picture as the `icons` of a Server Card and of an MCP server have it. */
export const ownIcon: { readonly src: string; readonly mimeType: string; readonly sizes: string[] } = {
  src: `data:image/png;base64,${png}`,
  mimeType: "image/png",
  sizes: [`${side}x${side}`],
};

// Stands in for momoa in the bundled `validate`: loads it at its first use.

exports.parse = (...given) => require("./momoa.js").parse(...given);

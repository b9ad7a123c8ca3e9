// Stands in for node:module in the bundled `validate`: the `require` of that file is the one that is asked for.

exports.createRequire = () => require;

// CommonJS programs can require the package on every version of Node that it supports.
const { loadInventory } = require('virtready');

loadInventory([{ file: 'estate.yaml', content: 'servers: []' }]).then(({ inventory }) =>
  console.log(JSON.stringify(inventory.servers)),
);

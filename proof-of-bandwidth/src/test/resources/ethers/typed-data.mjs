// SPDX-License-Identifier: Apache-2.0
// Recomputes every vector of the directory that is named on the command line; exits with 1 where one is wrong.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { TypedDataEncoder, Wallet } from "ethers";

const directory = process.argv[2];
let checked = 0;
let wrong = 0;

for (const name of readdirSync(directory).filter((file) => file.endsWith(".json")).sort()) {
  const file = JSON.parse(readFileSync(join(directory, name), "utf8"));
  // ethers derives the domain's type from the domain.
  const { EIP712Domain, ...types } = file.types;
  const wallet = new Wallet(file.signingKey);
  for (const [index, vector] of file.vectors.entries()) {
    const { domain } = file.domains[vector.domain];
    const computed = {
      structHash: TypedDataEncoder.from(types).hashStruct(file.primaryType, vector.message),
      digest: TypedDataEncoder.hash(domain, types, vector.message),
      signature: await wallet.signTypedData(domain, types, vector.message),
    };
    for (const [field, value] of Object.entries(computed)) {
      if (value !== vector[field]) {
        console.log(`${name} vector ${index}: ${field} is ${value}, published as ${vector[field]}`);
        wrong++;
      }
    }
    checked++;
  }
}
console.log(wrong === 0 ? `${checked} vectors agree` : `${wrong} of ${checked} vectors' values are wrong`);
process.exit(wrong === 0 ? 0 : 1);

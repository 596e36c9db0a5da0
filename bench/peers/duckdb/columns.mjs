// The decayed sums in DuckDB, from a table in memory: node columns.mjs FOLDER REPETITIONS
// The result stays inside DuckDB: turning two million rows into JavaScript would measure something else.
import { readFileSync } from "node:fs";
import { DOUBLE, DuckDBDataChunk, DuckDBInstance, INTEGER, UTINYINT } from "@duckdb/node-api";

const [folder, repetitions] = process.argv.slice(2);
const read = (name, Column) => {
  const bytes = readFileSync(`${folder}/${name}`);
  return new Column(bytes.buffer, bytes.byteOffset, bytes.byteLength / Column.BYTES_PER_ELEMENT);
};
const columns = [
  read("relationship.i32", Int32Array), read("side.u8", Uint8Array), read("amount.f64", Float64Array), read("days.f64", Float64Array),
];

const connection = await (await DuckDBInstance.create(":memory:")).connect();
await connection.run("CREATE TABLE entry (relationship INTEGER, side UTINYINT, amount DOUBLE, days DOUBLE)");
const appender = await connection.createAppender("entry");
const most = 2048;
for (let from = 0; from < columns[0].length; from += most) {
  const rows = columns.map((column) => Array.from(column.subarray(from, from + most)));
  const chunk = DuckDBDataChunk.create([INTEGER, UTINYINT, DOUBLE, DOUBLE], rows[0].length);
  chunk.setColumns(rows);
  appender.appendDataChunk(chunk);
}
appender.closeSync();

const sums = `SELECT relationship, side, sum(amount * pow(2, (days - 3650) / 365)) AS sum
  FROM entry WHERE days <= 3650 GROUP BY relationship, side`;
for (let at = 0; at <= Number(repetitions); at++) {
  const start = performance.now();
  await connection.run(sums);
  if (at > 0) console.log(`DuckDB\t${performance.now() - start}`);
}

const check = await connection.runAndReadAll(`SELECT sum(sum), sum(sum * ((2 * relationship + side) % 1009)) FROM (${sums})`);
console.log(`=\tDuckDB\t${check.getRows()[0].join("\t")}`);

import { BoundCase } from './contractOf';

/** A program that decodes and encodes the events of all cases, read from standard input. */
export function goDriver(cases: BoundCase[]): string {
  const readers = cases.map(
    ({ packageName, eventName }) =>
      `\t"${packageName}": func() any { return new(${packageName}.${eventName}) },`,
  );
  return `package main

import (
	"encoding/json"
	"os"

${cases.map(({ packageName }) => `\t"check/${packageName}"`).join('\n')}
)

var readers = map[string]func() any{
${readers.join('\n')}
}

func main() {
	var cases []struct {
		Module string
		Events []string
	}
	if err := json.NewDecoder(os.Stdin).Decode(&cases); err != nil {
		panic(err)
	}
	results := []any{}
	for _, each := range cases {
		for _, text := range each.Events {
			value := readers[each.Module]()
			if err := json.Unmarshal([]byte(text), value); err != nil {
				results = append(results, "refused: "+err.Error())
			} else {
				results = append(results, value)
			}
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(results); err != nil {
		panic(err)
	}
}
`;
}

/** Reads a list of cases, decodes and encodes their events, and says what came of it. */
export const PYTHON_DRIVER = `import importlib, json, sys

results = []
for case in json.load(sys.stdin):
    event = getattr(importlib.import_module(case["module"]), case["event"])
    for text in case["events"]:
        try:
            results.append(event.from_dict(json.loads(text)).to_dict())
        except ValueError as error:
            results.append("refused: " + str(error))
json.dump(results, sys.stdout)
`;

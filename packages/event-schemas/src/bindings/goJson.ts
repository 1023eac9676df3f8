/** What Go files with unions end with: reading the option that fits. */
export const GO_UNION = `// option is one type of several, and how its JSON is told from that of the others.
type option struct {
	kind     byte
	values   []any
	known    []string
	required []string
	fixed    map[string][]any
	read     func(data []byte) error
}

// readFirst reads into the first option that fits; of structs, first those that know most of the members.
func readFirst(data []byte, options []option) error {
	var members map[string]any
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		return err
	}
	members, _ = value.(map[string]any)
	sort.SliceStable(options, func(i, j int) bool {
		return knownIn(options[i], members) > knownIn(options[j], members)
	})
	for _, each := range options {
		if fits(each, data, value, members) && each.read(data) == nil {
			return nil
		}
	}
	return errors.New("fits none of the types it may have")
}

func knownIn(each option, members map[string]any) int {
	count := 0
	for _, name := range each.known {
		if _, found := members[name]; found {
			count++
		}
	}
	return count
}

func fits(each option, data []byte, value any, members map[string]any) bool {
	if kindOf(data) != each.kind || (each.values != nil && !contains(each.values, value)) {
		return false
	}
	for _, name := range each.required {
		if _, found := members[name]; !found {
			return false
		}
	}
	for name, values := range each.fixed {
		if member, found := members[name]; found && !contains(values, member) {
			return false
		}
	}
	return true
}

// kindOf tells JSON types by their first character.
func kindOf(data []byte) byte {
	data = bytes.TrimSpace(data)
	if len(data) == 0 {
		return 0
	}
	switch first := data[0]; {
	case first == 'f':
		return 't'
	case first == '-' || (first >= '0' && first <= '9'):
		return '0'
	default:
		return first
	}
}

func contains(values []any, wanted any) bool {
	for _, value := range values {
		if value == wanted {
			return true
		}
	}
	return false
}

func readInto[T any](data []byte, into **T) error {
	value := new(T)
	if err := json.Unmarshal(data, value); err != nil {
		return err
	}
	*into = value
	return nil
}`;

/** What Go files end with where structs have members that a tag cannot name. */
export const GO_MEMBERS = `// membersOf gives the JSON members of a struct.
func membersOf(value any) (map[string]json.RawMessage, error) {
	data, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	members := map[string]json.RawMessage{}
	err = json.Unmarshal(data, &members)
	return members, err
}

func addMember(members map[string]json.RawMessage, name string, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	members[name] = data
	return nil
}`;

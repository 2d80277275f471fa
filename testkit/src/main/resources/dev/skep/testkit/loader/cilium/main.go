// The driver of cilium/ebpf: [--attach] [--run FILE] OBJECT. It loads each program of an object alone.
package main

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"sort"
	"strings"

	"github.com/cilium/ebpf"
)

const logLimit = 1 << 20

// Where maps pinned by name go: a file system that goes with this process.
const pins = "/sys/fs/bpf"

var (
	escapes   = strings.NewReplacer("\\", "\\\\", "\t", "\\t", "\n", "\\n", "\r", "\\r")
	processed = regexp.MustCompile(`(?m)^processed (\d+) insns`)
	blamed    = regexp.MustCompile(`^program (\w+): load program: `)
)

func say(fact string, fields ...string) {
	line := []string{fact}
	for _, field := range fields {
		line = append(line, escapes.Replace(field))
	}
	fmt.Println(strings.Join(line, "\t"))
}

func refuse(program string, err error) {
	line, _, _ := strings.Cut(err.Error(), "\n")
	say("refused", program, line)
	log := err.Error()
	var verifier *ebpf.VerifierError
	if errors.As(err, &verifier) {
		log = fmt.Sprintf("%+v", verifier)
	}
	if len(log) > logLimit {
		log = log[:logLimit/2] + "\n[…]\n" + log[len(log)-logLimit/2:]
	}
	say("log", program, log)
}

// The names of programs with which maps are filled: they are loaded along with whichever is judged.
func needed(spec *ebpf.CollectionSpec) map[string]bool {
	names := make(map[string]bool)
	for _, m := range spec.Maps {
		for _, slot := range m.Contents {
			if name, ok := slot.Value.(string); ok && m.Type == ebpf.ProgramArray {
				names[name] = true
			}
		}
	}
	return names
}

// The object as it would be with these programs alone; with none at all, maps that are filled with some stay empty.
func only(spec *ebpf.CollectionSpec, keep func(*ebpf.ProgramSpec) bool) *ebpf.CollectionSpec {
	part := spec.Copy()
	for name, program := range part.Programs {
		if !keep(program) {
			delete(part.Programs, name)
		}
	}
	for name, m := range part.Maps {
		if len(part.Programs) == 0 && m.Type == ebpf.ProgramArray {
			m.Contents = nil
		}
		if len(part.Programs) == 0 && m.Type == ebpf.StructOpsMap {
			delete(part.Maps, name)
		}
	}
	return part
}

func load(spec *ebpf.CollectionSpec, level ebpf.LogLevel) (*ebpf.Collection, error) {
	return ebpf.NewCollectionWithOptions(spec, ebpf.CollectionOptions{
		Maps:     ebpf.MapOptions{PinPath: pins},
		Programs: ebpf.ProgramOptions{LogLevel: level},
	})
}

func unload(collection *ebpf.Collection) {
	for _, m := range collection.Maps {
		_ = m.Unpin() // most are not pinned
	}
	collection.Close()
}

func judge(spec *ebpf.CollectionSpec, name string, wish wish) {
	structure := spec.Programs[name].Type == ebpf.StructOps
	along := needed(spec)
	part := only(spec, func(program *ebpf.ProgramSpec) bool {
		return program.Name == name || along[program.Name] || structure && program.Type == ebpf.StructOps
	})
	collection, err := load(part.Copy(), ebpf.LogLevelStats)
	if err != nil {
		// once more: without a wish of ours the library asks for the path that led there
		if _, detailed := load(part, 0); detailed != nil {
			err = detailed
		}
		if other := blamed.FindStringSubmatch(err.Error()); other != nil && other[1] != name {
			say("skipped", name, "it loads only along with "+other[1]+", which is refused")
			return
		}
		refuse(name, err)
		return
	}
	defer unload(collection)
	program, instructions := collection.Programs[name], "-"
	if program == nil {
		say("refused", name, "left out: no program type for section "+spec.Programs[name].SectionName)
		return
	}
	if count := processed.FindStringSubmatch(program.VerifierLog); count != nil {
		instructions = count[1]
	}
	say("accepted", name, instructions)
	wish.try(name, spec.Programs[name], program)
}

func main() {
	wish, path, err := arguments(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	spec, err := ebpf.LoadCollectionSpec(path)
	if err != nil {
		refuse("-", err)
		return
	}
	bare, err := load(only(spec, func(*ebpf.ProgramSpec) bool { return false }), 0)
	if err != nil { // what is wrong without any program is the object's fault
		refuse("-", err)
		return
	}
	unload(bare)
	names := make([]string, 0, len(spec.Programs))
	for name := range spec.Programs {
		names = append(names, name)
	}
	sort.Strings(names)
	if len(names) == 0 {
		say("skipped", "-", "no program in the object")
	}
	for _, name := range names {
		judge(spec, name, wish)
	}
}

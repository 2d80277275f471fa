package main

import (
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/cilium/ebpf"
	"github.com/cilium/ebpf/link"
)

const loopback = 1

// What to do with a program that is loaded.
type wish struct {
	attach bool
	run    bool
	input  []byte
}

func arguments(words []string) (w wish, path string, err error) {
	for len(words) > 1 {
		switch {
		case words[0] == "--attach":
			w.attach, words = true, words[1:]
		case words[0] == "--run" && len(words) > 2:
			if w.input, err = os.ReadFile(words[1]); err != nil {
				return w, "", err
			}
			w.run, words = true, words[2:]
		default:
			return w, "", fmt.Errorf("unknown option %s", words[0])
		}
	}
	if len(words) == 0 {
		return w, "", errors.New("usage: cilium [--attach] [--run FILE] OBJECT")
	}
	return w, words[0], nil
}

func (w wish) try(name string, spec *ebpf.ProgramSpec, program *ebpf.Program) {
	if w.run {
		run(name, w.input, program)
	}
	if w.attach {
		attached, err := attach(spec, program)
		if err != nil {
			say("notattached", name, err.Error())
			return
		}
		say("attached", name)
		_ = attached.Close()
	}
}

func run(name string, input []byte, program *ebpf.Program) {
	options := ebpf.RunOptions{Data: input, DataOut: make([]byte, len(input)+512)}
	switch program.Type() {
	case ebpf.RawTracepoint, ebpf.Syscall, ebpf.SkLookup:
		options = ebpf.RunOptions{Context: input}
	}
	returned, err := program.Run(&options)
	if err != nil {
		say("notran", name, err.Error())
		return
	}
	say("ran", name, fmt.Sprint(returned), hex.EncodeToString(options.DataOut), "-")
}

func attach(spec *ebpf.ProgramSpec, program *ebpf.Program) (link.Link, error) {
	group, target, _ := strings.Cut(spec.AttachTo, "/")
	switch spec.Type {
	case ebpf.XDP:
		return link.AttachXDP(link.XDPOptions{Program: program, Interface: loopback})
	case ebpf.Tracing:
		if spec.AttachType == ebpf.AttachTraceIter {
			return link.AttachIter(link.IterOptions{Program: program})
		}
		return link.AttachTracing(link.TracingOptions{Program: program})
	case ebpf.LSM:
		return link.AttachLSM(link.LSMOptions{Program: program})
	case ebpf.RawTracepoint, ebpf.RawTracepointWritable:
		return link.AttachRawTracepoint(link.RawTracepointOptions{Name: spec.AttachTo, Program: program})
	case ebpf.TracePoint:
		return link.Tracepoint(group, target, program, nil)
	case ebpf.Kprobe:
		if strings.HasPrefix(spec.SectionName, "kretprobe/") {
			return link.Kretprobe(spec.AttachTo, program, nil)
		}
		return link.Kprobe(spec.AttachTo, program, nil)
	case ebpf.CGroupSKB, ebpf.CGroupSock, ebpf.CGroupSockAddr, ebpf.CGroupSockopt, ebpf.CGroupSysctl, ebpf.CGroupDevice,
		ebpf.SockOps:
		return link.AttachCgroup(link.CgroupOptions{Path: "/sys/fs/cgroup", Attach: spec.AttachType, Program: program})
	default:
		return nil, fmt.Errorf("this driver does not attach programs of type %s", spec.Type)
	}
}

package dev.skep.compiler;

import dev.skep.object.ObjectProblem;

/**
 * Every diagnostic a user can meet, with the reason behind the rule and the usual way out. Numbers are stable: 2xxx the Java subset, 3xxx
 * types and flow, 4xxx maps and objects, 9xxx our own faults.
 */
public enum DiagnosticCode {
    // spotless:off
    RECURSION            (2004, "the verifier follows every call, and would never come to an end",
                                "use a loop"),
    STACK_TOO_LARGE      (3001, "a BPF program has 512 bytes of stack, shared by the functions it calls",
                                "move large data into a per-CPU array map or make it smaller"),
    NULL_DEREFERENCE     (3002, "the verifier rejects a pointer that may be null when its memory is touched",
                                "compare it with null first"),
    MEMORY_TOO_LARGE     (3003, "memory is cleared and copied word by word, so that the verifier sees each",
                                "clear or copy less at a time, or keep large data in a map"),
    CALLS_TOO_DEEP       (3004, "the verifier allows eight frames, that of the program included",
                                "call fewer functions from functions"),
    NEWER_KERNEL         (3016, "kernels that do not have it refuse the whole program",
                                "raise minKernel in @Bpf, or do without"),
    UNKNOWN_SECTION      (4101, "the section name tells loaders which type of program to load and where to attach it",
                                "use one of the names that libbpf knows"),
    DUPLICATE_NAME       (ObjectProblem.Kind.DUPLICATE_NAME),
    BAD_NAME             (ObjectProblem.Kind.BAD_NAME),
    UNKNOWN_SYMBOL       (ObjectProblem.Kind.UNKNOWN_SYMBOL),
    WRONG_SYMBOL         (ObjectProblem.Kind.WRONG_SYMBOL),
    OUTSIDE_GLOBAL       (ObjectProblem.Kind.OUTSIDE_GLOBAL),
    MAP_KEY              (ObjectProblem.Kind.MAP_KEY),
    MAP_VALUE            (ObjectProblem.Kind.MAP_VALUE),
    MAP_ENTRIES          (ObjectProblem.Kind.MAP_ENTRIES),
    MAP_FLAGS            (ObjectProblem.Kind.MAP_FLAGS),
    MAP_SLOTS            (ObjectProblem.Kind.MAP_SLOTS),
    GLOBAL_PLACE         (ObjectProblem.Kind.GLOBAL_PLACE),
    GLOBAL_TYPE          (ObjectProblem.Kind.GLOBAL_TYPE),
    TOO_LARGE            (ObjectProblem.Kind.TOO_LARGE),
    BAD_TYPE             (ObjectProblem.Kind.BAD_TYPE),
    TYPE_RULE            (ObjectProblem.Kind.TYPE_RULE),
    LICENSE              (ObjectProblem.Kind.LICENSE),
    STRUCT_OPS           (ObjectProblem.Kind.STRUCT_OPS),
    BAD_CODE             (ObjectProblem.Kind.BAD_CODE),
    EMPTY                (ObjectProblem.Kind.EMPTY),
    INTERNAL             (9001, "this is a fault of Skep, not of the program",
                                "report it with this message and the source that causes it");
    // spotless:on

    private final int number;
    private final String why;
    private final String fix;

    DiagnosticCode(int number, String why, String fix) {
        this.number = number;
        this.why = why;
        this.fix = fix;
    }

    /** A rule of objects, with the number and words that it has there. */
    DiagnosticCode(ObjectProblem.Kind kind) {
        this(Integer.parseInt(kind.id().substring("SKEP".length())), kind.why(), kind.fix());
    }

    /** Returns the code of a rule of objects: it has the rule's name. */
    public static DiagnosticCode of(ObjectProblem.Kind kind) {
        return valueOf(kind.name());
    }

    /** Returns the stable number. */
    public int number() {
        return number;
    }

    /** Returns how messages show it: {@code [SKEP3001]}. */
    public String label() {
        return "[SKEP" + number + "]";
    }

    /** Returns the reason behind the rule. */
    public String why() {
        return why;
    }

    /** Returns the usual way out. */
    public String fix() {
        return fix;
    }
}

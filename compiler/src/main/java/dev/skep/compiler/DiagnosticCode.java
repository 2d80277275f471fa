package dev.skep.compiler;

/**
 * Every diagnostic a user can meet, with the reason behind the rule and the usual way out. Numbers are stable: 2xxx the Java subset, 3xxx
 * types and flow, 4xxx maps and objects, 9xxx our own faults.
 */
public enum DiagnosticCode {
    // spotless:off
    STACK_TOO_LARGE      (3001, "a BPF program has 512 bytes of stack, shared by the functions it calls",
                                "move large data into a per-CPU array map or make it smaller"),
    NULL_DEREFERENCE     (3002, "the verifier rejects a pointer that may be null when its memory is touched",
                                "compare it with null first"),
    UNKNOWN_SECTION      (4001, "the section name tells loaders which type of program to load and where to attach it",
                                "use one of the names that libbpf knows"),
    DUPLICATE_NAME       (4002, "loaders and user space find programs, maps and globals by name",
                                "give each its own name"),
    INVALID_MAP          (4003, "the kernel refuses to create such a map",
                                "change its sizes or its type"),
    INVALID_NAME         (4004, "names become C identifiers in BTF",
                                "use letters, digits and underscores"),
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

package dev.skep.compiler;

import dev.skep.object.ObjectProblem;

/**
 * Every diagnostic a user can meet, with the reason behind the rule and the usual way out. Numbers are stable: 2xxx the Java subset, 3xxx
 * types and flow, 4xxx maps and objects, 9xxx our own faults.
 */
public enum DiagnosticCode {
    // spotless:off
    UNSUPPORTED_JAVA     (2001, "BPF programs have no heap, no exceptions and no objects",
                                "write it with what the language has: integers, structs, records, maps and plain control flow"),
    UNSUPPORTED_TYPE     (2002, "the kernel must know how many bytes it has and what they mean",
                                "use an integer, a @Struct class, a record of integers or a cell"),
    UNSUPPORTED_CALL     (2003, "only the kernel's own helpers and methods of this class can be called",
                                "use a helper of dev.skep.lang, or write a static method in this class"),
    RECURSION            (2004, "the verifier follows every call, and would never come to an end",
                                "use a loop"),
    INVALID_PROGRAM      (2005, "the kernel calls a program with one context and takes a number back",
                                "make it static, with the context as its one parameter, and return the verdict or an int"),
    INVALID_FIELD        (2006, "the static fields of a @Bpf class are its maps, settings and global variables",
                                "make it a map, an integer, or a constant"),
    NOT_CONSTANT         (2007, "it becomes part of the object, so its value must be known when it is compiled",
                                "use a literal or a constant"),
    INVALID_STRUCT       (2008, "its layout is shared with the kernel and with user space",
                                "declare a static final class with fields only"),
    INVALID_OBJECT       (2009, "it says what the object is made for",
                                "write @Bpf(license = \"GPL\"), and a minKernel such as \"5.15\" where it matters"),
    NO_COMPILER          (2010, "the bodies of methods are compiled while javac compiles them; there is no other way to read them",
                                "compile with javac, and not with -proc:only"),
    NOT_WRITTEN          (2011, "the object belongs beside the class files",
                                "make room there, and let this build write there"),
    INVALID_ENUM         (2012, "the kernel and user space know a constant of an enum by one number",
                                "give it one final integer field that the constructor fills, or @Code, or nothing: then the position counts"),
    INVALID_LAYOUT       (2013, "the fields lie where a C compiler would put them, and so others find them",
                                "leave it out, or say what C could say there"),
    BAD_ASSEMBLY         (2014, "it stands in the middle of a function, which hands it arguments in r1 to r5, takes what is in r0, and keeps the rest",
                                "write instructions as skep asm takes them, with r0 to r5 alone, and let them fall out of the end"),
    SPECIAL_FIELD        (2015, "the kernel keeps such a field for itself, and looks for it in the values of maps, by the name of its struct",
                                "make it a field, one of its kind, of a @Struct that is the value of a map which may have it"),
    RUNS_LATER           (2016, "the kernel calls it when its time has come, with the entry and nothing else",
                                "put what it needs into the value that it gets, or into a static field"),
    DYNPTR_MEMORY        (2017, "the kernel makes dynptrs of map values, of records of ring buffers and of packets",
                                "keep it in a map, a per-CPU array for instance, or in a static field"),
    NO_OBJECT            (2018, "the kernel allocates structs that BTF describes, and finds what lists and trees consist of by one of its fields",
                                "write a @Struct with a BpfListNode, BpfRbNode or BpfRefcount, and name the node where there are several: @Contains(\"byTime\")"),
    ARENA                (2019, "a program shares one arena with user space, and everything that an ArenaPtr leads to lies there",
                                "declare one static final BpfArena in the class, and take pointers from its allocPages, from fields or from ArenaPtr.at"),
    BAD_FORMAT           (2020, "the kernel would print something else, or nothing at all",
                                "write a conversion that fits the argument, and one for each argument"),
    BAD_TEXT             (2021, "text ends with a NUL in the kernel, and is UTF-8",
                                "use a literal or a constant String without NUL"),
    CONSTANT_DATA        (2022, "it lies in .rodata, which the kernel freezes when the object is loaded",
                                "declare the array without `final`, or make it with `new`, if it is to change"),
    BAD_SECTION          (2023, "loaders make a map of each section of data, and know what it is for by how its name begins",
                                "name a section .data.x for what changes, .rodata.x for settings and constants"),
    BAD_EXTERN           (2024, "a loader looks it up in the kernel that it loads into, and knows these types only",
                                "declare a static field without a first value: @Kconfig static int CONFIG_HZ;"),
    UNSUPPORTED_CALLBACK (2026, "the kernel calls a function of this object back, and knows no objects that have methods",
                                "write a lambda, or name a static method of this class"),
    GLOBAL_FUNCTION      (2027, "the verifier checks it alone, by what its signature says to the kernel",
                                "take up to five integers, contexts and references to structs, and return an integer"),
    OTHER_CLASS          (2028, "javac may come to the other class later, so that only its declarations are known here",
                                "move it into this class"),
    UNSUPPORTED_KFUNC    (2029, "loaders find it by name and compare its types with those of the kernel that runs",
                                "declare it as the kernel does, with integers, memory and structs of the kernel, and an integer or nothing back"),
    TEXT_AT_RUN_TIME     (2030, "text is bytes of the object: the kernel has no heap to make more of it, and no objects to compare",
                                "print the parts with Kernel.printk(\"%d %d\", one, other), or compare bytes with Bytes.equal(array, \"text\")"),
    BAD_MEMBER           (2031, "loaders look for the member in the kernel's struct by its name, and the kernel calls it as it is declared there",
                                "declare it as the kernel does: bpftool btf dump file /sys/kernel/btf/vmlinux format c"),
    KERNEL_MEMORY        (2032, "the verifier lets programs write to few members of what the kernel owns, each kind of struct_ops to its own",
                                "keep the value in a map, or in memory of the program"),
    OPEN_ENUM            (2036, "an enum is a number in memory that others write too: Java throws where it is no constant, which a program in the kernel cannot",
                                "add a default"),
    NO_KERNEL_TYPE       (2037, "classes for structs, unions and enums of the kernel are made from its BTF, where they have the names that C gives them",
                                "write the name of a struct, union or enum, or name a file that has it with -Askep.btf"),
    STACK_TOO_LARGE      (3001, "a BPF program has 512 bytes of stack, shared by the functions it calls",
                                "move large data into a per-CPU array map or make it smaller"),
    NULL_DEREFERENCE     (3002, "the verifier rejects a pointer that may be null when its memory is touched",
                                "compare it with null first"),
    MEMORY_TOO_LARGE     (3003, "memory is cleared and copied word by word, so that the verifier sees each",
                                "clear or copy less at a time, or keep large data in a map"),
    CALLS_TOO_DEEP       (3004, "the verifier allows eight frames, that of the program included",
                                "call fewer functions from functions"),
    MIXED_SIGNS          (3011, "a negative number and a very large one would be taken for each other",
                                "cast one of them"),
    OUT_OF_BOUNDS        (3012, "Java would throw an exception here, and the kernel has none",
                                "use an index within the bounds"),
    UNBOUNDED_SKIP       (3013, "the verifier refuses to follow a packet pointer that may lie more than 65535 bytes away",
                                "mask it where it is passed: packet.skip(bytes & 0x3c)"),
    UNRELEASED           (3014, "the verifier rejects programs that keep what they took on any path",
                                "write try (var taken = …) { … }"),
    RELEASED             (3015, "what has been given back belongs to others",
                                "use it before submit() or close()"),
    NEWER_KERNEL         (3016, "kernels that do not have it refuse the whole program",
                                "raise the kernel that the object is made for (minKernel in @Bpf), or do without"),
    COMPUTED_PACKET_OFFSET
                         (3017, "the verifier forgets how far a packet was checked when a number that it does not know is added",
                                "use a constant index, or move there: packet.skip(…), then packet.next(…)"),
    ENDLESS_LOOP         (3018, "the verifier follows a loop until it ends, and refuses one that never does",
                                "leave it with break or return, or count how often it may run"),
    STALE_PACKET         (3019, "the verifier forgets what it knew of a packet when a helper may have moved it",
                                "read it again behind the call: context.packet(), then next(…)"),
    READ_ONLY            (3021, "the verifier lets a program write to some fields of its context only",
                                "keep the value in a variable"),
    GPL_ONLY             (3022, "the kernel lends this to programs with a GPL-compatible license only",
                                "say license = \"GPL\" in @Bpf, or do without"),
    WRONG_HELPER         (3023, "each type of program may call the functions only that make sense where it runs",
                                "do without it here, or write a program of another type"),
    HIGHER_LEVEL         (3024, "below the level that has it, no instruction or sequence of them does the same",
                                "build for a higher level of the instruction set, or do without"),
    SPECIAL_DATA         (3025, "what the kernel keeps in a value is no data: only its own functions touch it, where it lies",
                                "use the other fields, or copy the struct with Memory.copyOf(…), which leaves out what the kernel keeps"),
    LOCK_HELD            (3026, "others wait for the lock: the verifier allows no call until it is given back, and no second lock",
                                "call it before hold(), and keep what it returns in a variable"),
    UNSTABLE_REFERENCE   (3030, "the compiler must know at each place what memory a reference leads to, and that it is still the same object",
                                "use a variable for each"),
    NOT_ATOMIC           (3031, "the kernel has atomic operations on aligned words of 32 and 64 bits that others may see",
                                "use an int or a long in a map value, a ring buffer's record or a global variable"),
    DIFFERENT_OBJECTS    (3032, "how far apart two pointers are means something within one object only",
                                "count from a pointer that is never assigned to: var start = Ptr.of(array, 0)"),
    FORGOTTEN_POINTER    (3033, "the verifier knows what a pointer leads to as long as it is in a register or in the frame, and takes anything else for a number",
                                "copy what is there first: Kernel.probeReadKernel(copy, p.address())"),
    POINTER_LEAK         (3034, "nobody gets it back as a pointer, and addresses of memory are a secret that kernels let no program write down without CAP_PERFMON",
                                "put pointers into a struct that is made in this method, or keep an index or a key instead"),
    UNPROVED_INDEX       (3035, "Java would throw an exception where it is not, and the kernel has none",
                                "compare it with 0 and the length in front of it, or mask it: array[index & 15]; what a private method is called with counts"),
    MAP_OF_OTHERS        (3036, "a program that interrupts the one that uses the field would wait for it for ever, so the verifier refuses it such maps",
                                "use another map here, or do it in a program of another type"),
    READ_ONLY_SLICE      (3037, "it may be the packet itself or a copy, so that what is written there would be lost now and then",
                                "take it by sliceRdwr, and write back what turns out to be the buffer"),
    STALE_SLICE          (3038, "the verifier forgets what a dynptr gave out when its memory is given away, or may have moved",
                                "ask the dynptr again behind the call, or read into a struct of your own in front of it"),
    OUTSIDE_RCU          (3039, "what is found there might go away while the program sleeps",
                                "write it within try (var rcu = Kernel.rcuReadLock()) { … }"),
    NOT_CAPTURED         (3040, "a callback gets copies of numbers and records, and pointers; what moves or is given back stays outside",
                                "hand over what it leads to, such as a header or slot.value(), in a variable of its own"),
    UNBOUNDED_LOOP       (3041, "the verifier follows a counter round by round, and must see where it ends",
                                "use a constant, or Kernel.loop, or raise the kernel that the object is made for to 6.4"),
    UNTRUSTED_POINTER    (3042, "the kernel would not notice an object that is just going away, so the verifier must know that it stays",
                                "hand over the argument of a tracepoint, an iterator or an LSM hook, Kernel.currentTaskBtf(…), or held.value() of a reference"),
    OBJECT_MEMORY        (3043, "the verifier lets programs reach what they allocated member by member, and functions take no part of it",
                                "use constant indices, and copy the object into the frame before something else takes it: Memory.copyOf(held.value())"),
    LOCK_NEEDED          (3044, "the verifier wants the lock of the same value held while a list or a tree changes",
                                "put a BpfSpinLock into the value, and name the list or tree through the value: queue.flows.pushBack(held)"),
    ARENA_POINTER        (3046, "to the verifier a pointer into the arena is a number, which leads somewhere in loads and stores of the program only",
                                "copy what is there into a @Struct on the stack or in a map, with Memory.copyOf for instance, and hand that over"),
    CONTEXT_INDEX        (3047, "the verifier lets programs reach into a context at constant offsets only",
                                "use a constant index, or a switch over the indexes"),
    UNREADABLE           (3048, "the verifier lets each type of program see some fields of its context only",
                                "do without it here, or write a program of another type"),
    UNKNOWN_OBJECT       (3049, "a map keeps pointers only of which the verifier knows what they lead to, or led to once",
                                "hand over the argument of a tracepoint or of another program that traces, Kernel.currentTaskBtf(…), held.value() of a reference, or what a field of one leads to"),
    UNASKED_LOCK         (3052, "a lock that is not had in time, or never would be, is null, and others change meanwhile what it guards",
                                "begin the try with the question: if (held == null) return 0;"),
    UNKNOWN_SECTION      (4101, "the section name tells loaders which type of program to load and where to attach it",
                                "use one of the names that libbpf knows"),
    SLOT_VALUE           (4102, "loaders look for it in this object by its name, and the kernel takes what fits only",
                                "name a program of this class, or a map of it that is like the inner ones"),
    MAP_SETTING          (4103, "the kernel refuses to make a map with it",
                                "use a number within these bounds"),
    OBJECT_MEMBERS       (4104, "a loader sees one object, with one license, made for one kernel",
                                "say the same in @Bpf of all classes of the object"),
    OBJECT_INCOMPLETE    (4105, "the object would lack what this class has, or keep what it had",
                                "compile all classes of the object together: build from clean"),
    OTHER_FORMAT         (4106, "what a build leaves of a class for others is read by the version of Skep that wrote it",
                                "build the jar again with the Skep that builds this class"),
    OTHER_TARGET         (4107, "how a class was compiled depends on the kernel and the machine that it was compiled for",
                                "build both for the same, or this class for the newer kernel"),
    MISSING_MEMBER       (4108, "the kernel takes no such struct without it",
                                "write a @Member of that name"),
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
    TOO_MANY             (ObjectProblem.Kind.TOO_MANY),
    CORE                 (ObjectProblem.Kind.CORE),
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

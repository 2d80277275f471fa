package dev.skep.dsl;

import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.ValueType;

/**
 * Kinds of programs whose arguments the kernel's BTF types. Columns: section · what the verifier takes pointers for, {@code
 * prog_args_trusted} · flags · least and greatest result, {@code check_return_code}. The flags: {@code R} the result of what is called comes
 * behind the arguments, {@code S} the words are members of a struct, each as wide as it is, and pointers but the first are null at the end,
 * {@code G} for GPL programs.
 */
enum TypedKind {
    // spotless:off
    TP_BTF     ("tp_btf",     MemoryKind.KERNEL, "",   Integer.MIN_VALUE, Integer.MAX_VALUE),
    FENTRY     ("fentry",     MemoryKind.WALKED, "",   0,                 0),
    FEXIT      ("fexit",      MemoryKind.WALKED, "R",  0,                 0),
    FMOD_RET   ("fmod_ret",   MemoryKind.WALKED, "R",  Integer.MIN_VALUE, Integer.MAX_VALUE),
    LSM        ("lsm",        MemoryKind.KERNEL, "RG", -4095,             1),
    LSM_CGROUP ("lsm_cgroup", MemoryKind.KERNEL, "G",  0,                 1),
    ITER       ("iter",       MemoryKind.KERNEL, "S",  0,                 1),
    STRUCT_OPS ("struct_ops", MemoryKind.KERNEL, "G",  Integer.MIN_VALUE, Integer.MAX_VALUE);
    // spotless:on

    private final String section;
    private final MemoryKind pointers;
    private final String flags;
    private final int least;
    private final int greatest;

    TypedKind(String section, MemoryKind pointers, String flags, int least, int greatest) {
        this.section = section;
        this.pointers = pointers;
        this.flags = flags;
        this.least = least;
        this.greatest = greatest;
    }

    String section() {
        return section;
    }

    /** Returns what memory pointers among the arguments lead to. */
    MemoryKind pointers() {
        return pointers;
    }

    boolean hasResult() {
        return flags.contains("R");
    }

    boolean isStruct() {
        return flags.contains("S");
    }

    /** Throws unless the license is good enough. */
    void requireLicense(Rules rules) {
        if (flags.contains("G")) rules.requireGpl("a program of section `" + section + "`");
    }

    /** Returns what programs tell the kernel by a number. */
    Returned<Integer> code() {
        return new Code(this);
    }

    /** A number that the kernel takes. */
    private record Code(TypedKind kind) implements Returned<Integer> {
        @Override
        public BpfType btf() {
            return BpfType.S32;
        }

        @Override
        public void require(Body body, Integer code) {
            if (code >= kind.least && code <= kind.greatest) return;
            throw new IllegalArgumentException("a program of section `" + kind.section + "` returns "
                    + (kind.least == kind.greatest ? String.valueOf(kind.least) : kind.least + " to " + kind.greatest)
                    + ", not " + code);
        }

        @Override
        public void emit(Body body, Integer code) {
            body.ir().return_(body.ir().constant(ValueType.I32, code));
        }
    }
}

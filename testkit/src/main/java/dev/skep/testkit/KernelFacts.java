package dev.skep.testkit;

import java.util.regex.Pattern;

/** What bpftool reads in the BTF of the kernel that runs. */
public final class KernelFacts {
    private final String types;

    private KernelFacts(String types) {
        this.types = types;
    }

    /** Reads it; where that is impossible the test ends as {@link Judge#require} says. */
    public static KernelFacts read() {
        Kernel.require();
        return new KernelFacts(Judge.require("bpftool")
                .run("btf", "dump", "file", "/sys/kernel/btf/vmlinux", "format", "raw")
                .orFail()
                .out());
    }

    /** How many bytes a struct has. */
    public long size(String struct) {
        return number("\\] STRUCT '" + struct + "' size=(\\d+)");
    }

    /** The number of a struct among the types. */
    public long id(String struct) {
        return number("\\[(\\d+)\\] STRUCT '" + struct + "'");
    }

    /** How many bits lie before a member in its struct. */
    public long bitOffset(String struct, String member) {
        return number("\\] STRUCT '" + struct + "' size=[^\\[]*?'" + member + "' type_id=\\d+ bits_offset=(\\d+)");
    }

    /** How many bytes lie before a member in its struct. */
    public long offset(String struct, String member) {
        return bitOffset(struct, member) / Byte.SIZE;
    }

    /** The number of an enumerator. */
    public long enumerator(String name, String enumerator) {
        return number("\\] ENUM '" + name + "'[^\\[]*?'" + enumerator + "' val=(\\d+)");
    }

    private long number(String pattern) {
        var found = Pattern.compile(pattern, Pattern.DOTALL).matcher(types);
        if (!found.find()) throw new AssertionError("the kernel's types have no " + pattern);
        return Long.parseLong(found.group(1));
    }
}

package dev.skep.testkit;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What bpftool reads in the BTF of a kernel. */
public final class KernelFacts {
    private static final Pattern HEAD = Pattern.compile("\\[(\\d+)\\] (\\w+ '[^']*')");
    private static final Pattern ALIAS = Pattern.compile("\\] (?:TYPEDEF|CONST|VOLATILE|RESTRICT|TYPE_TAG) ");
    private static final Pattern PART = Pattern.compile("\\.?(\\w+)|\\[(\\d+)]");
    private static final int POINTER = 8;

    private final Map<String, String> records = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();

    private KernelFacts(String types) {
        for (String record : types.split("\n(?=\\[)", -1)) {
            Matcher head = HEAD.matcher(record);
            if (!head.lookingAt()) throw new AssertionError("bpftool writes a type as " + record);
            records.put(head.group(1), record);
            ids.putIfAbsent(head.group(2), head.group(1));
        }
    }

    /** Reads that of the kernel that runs; where that is impossible the test ends as {@link Judge#require} says. */
    public static KernelFacts read() {
        Kernel.require();
        return read(Path.of("/sys/kernel/btf/vmlinux"));
    }

    /** Reads a file of BTF; without bpftool the test ends as {@link Judge#require} says. */
    public static KernelFacts read(Path btf) {
        return new KernelFacts(Judge.require("bpftool")
                .run("btf", "dump", "file", btf.toString(), "format", "raw")
                .orFail()
                .out());
    }

    /** How many bytes a struct has. */
    public long size(String struct) {
        return size(record(id(struct)), struct);
    }

    /** How many bytes a union has. */
    public long union(String union) {
        String id = ids.get("UNION '" + union + "'");
        if (id == null) throw new AssertionError("the kernel's types have no union " + union);
        return size(record(Long.parseLong(id)), union);
    }

    /** The number of a struct among the types. */
    public long id(String struct) {
        String id = ids.get("STRUCT '" + struct + "'");
        if (id == null) throw new AssertionError("the kernel's types have no struct " + struct);
        return Long.parseLong(id);
    }

    /** The number of a function, or of the type of a tracepoint's function, among the types; empty where there is none. */
    public OptionalLong function(String name) {
        String id = ids.getOrDefault("FUNC '" + name + "'", ids.get("TYPEDEF '" + name + "'"));
        return id == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(id));
    }

    /** How many bits lie before a member in its struct; {@code a.b[2].c} is one within others. */
    public long bitOffset(String struct, String path) {
        long bits = 0;
        String type = record(id(struct));
        for (Matcher part = PART.matcher(path); part.find(); ) {
            boolean isIndex = part.group(1) == null;
            Place place = isIndex
                    ? element(type, Long.parseLong(part.group(2)))
                    : member(type, part.group(1))
                            .orElseThrow(() -> new AssertionError("struct " + struct + " has no " + path));
            bits += place.bits();
            type = place.type();
        }
        return bits;
    }

    /** How many bytes lie before a member in its struct; {@code a.b[2].c} is one within others. */
    public long offset(String struct, String path) {
        return bitOffset(struct, path) / Byte.SIZE;
    }

    /** The number of an enumerator. */
    public long enumerator(String name, String enumerator) {
        String id = ids.get("ENUM '" + name + "'");
        if (id == null) throw new AssertionError("the kernel's types have no enum " + name);
        return number(records.getOrDefault(id, ""), "'" + enumerator + "' val=(-?\\d+)");
    }

    private record Place(long bits, String type) {}

    private Place element(String array, long index) {
        String element = record(number(array, " type_id=(\\d+) index_type_id"));
        return new Place(index * size(element, array) * Byte.SIZE, element);
    }

    private Optional<Place> member(String composite, String name) {
        Matcher member = Pattern.compile("\t'(?:" + name + "|(\\(anon\\)))' type_id=(\\d+) bits_offset=(\\d+)")
                .matcher(composite);
        while (member.find()) {
            long before = Long.parseLong(member.group(3));
            String type = record(Long.parseLong(member.group(2)));
            if (member.group(1) == null) return Optional.of(new Place(before, type));
            Optional<Place> inner = member(type, name);
            if (inner.isPresent()) return inner.map(place -> new Place(before + place.bits(), place.type()));
        }
        return Optional.empty();
    }

    private long size(String record, String what) {
        if (record.contains("] PTR ")) return POINTER;
        if (record.contains("] ARRAY ")) throw new AssertionError("an array of arrays: " + what);
        return number(record, " size=(\\d+)");
    }

    /** The record of a type without its qualifiers and other names. */
    private String record(long id) {
        String record = records.getOrDefault(String.valueOf(id), "[0] VOID ");
        return ALIAS.matcher(record).find() ? record(number(record, " type_id=(\\d+)")) : record;
    }

    private static long number(String record, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(record);
        if (!found.find()) throw new AssertionError("the kernel's types have no " + pattern + " in " + record);
        return Long.parseLong(found.group(1));
    }
}

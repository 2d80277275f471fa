package dev.skep.processor;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfReader;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.Enum;
import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Struct;
import dev.skep.btf.BtfWriter;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The types of a kernel, and of others that differ from it in something. */
record AlteredKernel(BtfGraph types) {
    /** The kernel that runs. */
    static AlteredKernel running() throws IOException {
        return new AlteredKernel(BtfReader.read(Files.readAllBytes(Path.of("/sys/kernel/btf/vmlinux"))));
    }

    /** A file of them. */
    Path write(Path file) throws IOException {
        return Files.write(file, BtfWriter.of(types, ByteOrder.nativeOrder()).btf());
    }

    /** This kernel with other members in a struct. */
    AlteredKernel members(String struct, UnaryOperator<Member> change) {
        var before = struct(struct);
        var members = before.members().stream().map(change).toList();
        return with(BtfKind.STRUCT, new Struct(struct, before.size(), members));
    }

    /** This kernel with two members of a struct in each other's place. */
    AlteredKernel swapped(String struct, String one, String other) {
        return members(struct, before -> {
            if (before.name().equals(one))
                return at(before, member(struct, other).bitOffset());
            return before.name().equals(other) ? at(before, member(struct, one).bitOffset()) : before;
        });
    }

    private static Member at(Member member, int bits) {
        return new Member(member.name(), member.type(), bits, member.bitFieldSize());
    }

    /** This kernel with another name for a member of a struct. */
    AlteredKernel renamed(String struct, String before, String after) {
        return members(
                struct,
                member -> member.name().equals(before)
                        ? new Member(after, member.type(), member.bitOffset(), member.bitFieldSize())
                        : member);
    }

    /** This kernel with another type for a member of a struct. */
    AlteredKernel typed(String struct, String name, BtfId type) {
        return members(
                struct, member -> member.name().equals(name) ? new Member(name, type, member.bitOffset(), 0) : member);
    }

    /** This kernel with a struct of another size. */
    AlteredKernel sized(String struct, int size) {
        return with(BtfKind.STRUCT, new Struct(struct, size, struct(struct).members()));
    }

    /** This kernel with another name and number for an enumerator. */
    AlteredKernel enumerator(String name, String before, String after, long number) {
        var enumeration = types.type(id(BtfKind.ENUM, name), Enum.class).orElseThrow();
        var values = enumeration.values().stream()
                .map(value -> value.name().equals(before) ? new Enumerator(after, number) : value)
                .toList();
        return with(BtfKind.ENUM, new Enum(name, enumeration.size(), enumeration.signedness(), values));
    }

    /** This kernel with one more type, the last. */
    AlteredKernel and(BtfType type) {
        return new AlteredKernel(types.with(Map.of(), List.of(type)));
    }

    private AlteredKernel with(BtfKind kind, BtfType type) {
        return new AlteredKernel(types.with(Map.of(id(kind, type.name()), type), List.of()));
    }

    /** The first type of this kind and name. */
    BtfId id(BtfKind kind, String name) {
        return types.find(kind, name).orElseThrow();
    }

    Struct struct(String name) {
        return types.type(id(BtfKind.STRUCT, name), Struct.class).orElseThrow();
    }

    Member member(String struct, String name) {
        return struct(struct).members().stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

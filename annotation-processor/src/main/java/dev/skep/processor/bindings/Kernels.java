package dev.skep.processor.bindings;

import dev.skep.btf.BtfId;
import dev.skep.btf.BtfIndex;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of some kernels, the newest first: a type is the one that the first of them has which knows the name. */
public record Kernels(List<Kernel> all) {
    private static final BtfType VOID = new BtfType.Fwd("", BtfType.ForwardKind.STRUCT);

    public Kernels {
        all = List.copyOf(all);
    }

    /** The types of a kernel; each is read once. */
    public static final class Kernel {
        private final String name;
        private final BtfIndex types;
        private final Map<BtfId, BtfType> read = new HashMap<>();

        Kernel(String name, BtfIndex types) {
            this.name = name;
            this.types = types;
        }

        /** Returns what the documentation calls it; empty where it is the only one. */
        public String name() {
            return name;
        }

        BtfIndex types() {
            return types;
        }

        /** Returns a type; {@code void} is a struct without name or members. */
        BtfType type(BtfId id) {
            return id.equals(BtfId.VOID) ? VOID : read.computeIfAbsent(id, types::type);
        }

        /** Returns a type without qualifiers and other names. */
        BtfType resolved(BtfId id) {
            var type = type(id);
            while (type instanceof BtfType.Modifier modifier) type = type(modifier.target());
            return type;
        }

        /** Returns the other name, if any, that a type has: {@code __be16}. */
        Optional<String> alias(BtfId id) {
            var type = type(id);
            while (type instanceof BtfType.Modifier modifier && !(type instanceof BtfType.Typedef))
                type = type(modifier.target());
            return type instanceof BtfType.Typedef typedef ? Optional.of(typedef.name()) : Optional.empty();
        }

        Optional<Found> find(BtfKind kind, String name) {
            return types.find(kind, name).map(id -> new Found(this, type(id)));
        }
    }

    /** A type, and the kernel whose it is. */
    record Found(Kernel kernel, BtfType type) {}

    /** Returns one kernel. */
    public static Kernels of(BtfIndex types) {
        return new Kernels(List.of(new Kernel("", types)));
    }

    /** Returns the type of a name and one of some kinds, the first ones before the others. */
    Optional<Found> find(Collection<BtfKind> kinds, String name) {
        return all.stream()
                .flatMap(kernel -> kinds.stream().flatMap(kind -> kernel.find(kind, name).stream()))
                .findFirst();
    }

    /** Returns the same type in the kernels that are older than its own. */
    List<Found> older(Found type) {
        return olderThan(type.kernel).stream()
                .flatMap(kernel -> kernel.find(type.type.kind(), type.type.name()).stream())
                .toList();
    }

    List<Kernel> olderThan(Kernel kernel) {
        return all.subList(all.indexOf(kernel) + 1, all.size());
    }
}

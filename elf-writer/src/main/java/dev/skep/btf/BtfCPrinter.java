package dev.skep.btf;

import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.Composite;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Modifier;
import dev.skep.btf.BtfType.Typedef;
import java.util.BitSet;
import java.util.Map;

/**
 * Prints types as a C header, as {@code bpftool btf dump … format c} (7.1) does: each definition after those it needs, forward
 * declarations where a pointer comes first, padding and attributes where C would lay members out differently.
 */
public final class BtfCPrinter {
    private static final String START = """
            #ifndef __VMLINUX_H__
            #define __VMLINUX_H__

            #ifndef BPF_NO_PRESERVE_ACCESS_INDEX
            #pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
            #endif

            """;
    private static final String END = """
            #ifndef BPF_NO_PRESERVE_ACCESS_INDEX
            #pragma clang attribute pop
            #endif

            #endif /* __VMLINUX_H__ */
            """;
    private static final String DEFINED = ";\n\n";

    /** Types that compilers for ARM know and C does not. */
    private static final Map<String, String> ARM_TYPES = Map.of(
            "__Poly8_t", "unsigned char",
            "__Poly16_t", "unsigned short",
            "__Poly64_t", "unsigned long long",
            "__Poly128_t", "unsigned __int128");

    private final BtfGraph graph;
    private final CEffort effort;
    private final CDefinitions text;
    private final BitSet open = new BitSet();
    private final BitSet written = new BitSet();
    private final BitSet declared = new BitSet();

    private BtfCPrinter(BtfGraph graph) {
        this.graph = graph;
        effort = new CEffort(graph);
        text = new CDefinitions(graph, effort);
    }

    /**
     * The header with all types of a graph.
     *
     * @throws IllegalArgumentException if a type cannot be written in C, such as one that contains itself
     */
    public static String print(BtfGraph graph) {
        TextSize.check(graph);
        var printer = new BtfCPrinter(graph);
        COrder.of(graph, printer.effort).forEach(id -> printer.provide(id, BtfId.VOID));
        return START + printer.text + END;
    }

    /** Writes the definition of a type for the top level, {@code user} being void, or what the definition of its user needs first. */
    private void provide(BtfId id, BtfId user) {
        if (id.isVoid() || written.get(id.value())) {
            return;
        }
        effort.enter(id);
        var type = graph.type(id);
        if (open.get(id.value())) {
            provideOpen(id, type, user);
        } else {
            provideClosed(id, type, user);
        }
        effort.leave();
    }

    /** The definition of this type is being written, and something in it uses the type. */
    private void provideOpen(BtfId id, BtfType type, BtfId user) {
        if (declared.get(id.value())) {
            return;
        }
        if (type instanceof Typedef typedef) {
            define(id, typedef);
            declared.set(id.value());
        } else if (!id.equals(user) && !type.name().isEmpty()) {
            declare(id);
        }
    }

    private void provideClosed(BtfId id, BtfType type, BtfId user) {
        switch (type.kind()) {
            case INT -> {
                defineForArm(type.name());
                written.set(id.value());
            }
            case ENUM, ENUM64 -> {
                if (user.isVoid()) {
                    text.enumeration(id, 0);
                    text.append(DEFINED);
                }
                written.set(id.value());
            }
            case FWD -> {
                text.declaration(id);
                text.append(DEFINED);
                written.set(id.value());
            }
            case TYPEDEF -> provideTypedef(id, (Typedef) type);
            case STRUCT, UNION -> provideComposite(id, (Composite) type, user);
            case PTR, FUNC_PROTO -> type.references().forEach(target -> provide(target, user));
            case ARRAY -> provide(((Array) type).element(), user);
            case VOLATILE, CONST, RESTRICT, TYPE_TAG -> provide(((Modifier) type).target(), user);
            case FLOAT, FUNC, VAR, DATASEC, DECL_TAG -> {}
        }
    }

    private void provideTypedef(BtfId id, Typedef type) {
        open.set(id.value());
        provide(type.target(), id);
        if (!declared.get(id.value())) {
            define(id, type);
        }
        open.clear(id.value());
        written.set(id.value());
    }

    private void provideComposite(BtfId id, Composite type, BtfId user) {
        boolean anonymous = type.name().isEmpty();
        open.set(id.value());
        if (user.isVoid() || anonymous) {
            for (Member member : type.members()) {
                provide(member.type(), anonymous ? user : id);
            }
        } else if (!declared.get(id.value()) && !id.equals(user)) {
            declare(id);
        }
        open.clear(id.value());
        if (user.isVoid()) {
            text.composite(id, 0);
            text.append(DEFINED);
            written.set(id.value());
        }
    }

    private void declare(BtfId id) {
        text.declaration(id);
        text.append(DEFINED);
        declared.set(id.value());
    }

    private void define(BtfId id, Typedef type) {
        if (!type.name().equals("__builtin_va_list")) {
            text.typedef(id);
            text.append(DEFINED);
        }
    }

    private void defineForArm(String name) {
        var type = ARM_TYPES.get(name);
        if (type != null) {
            text.append("typedef " + type + " " + name + DEFINED);
        }
    }
}

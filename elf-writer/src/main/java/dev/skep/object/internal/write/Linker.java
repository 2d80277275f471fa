package dev.skep.object.internal.write;

import dev.skep.asm.MachineCode.CodeRelocation;
import dev.skep.asm.MachineCode.Form;
import dev.skep.asm.SymbolReference;
import dev.skep.asm.SymbolReference.DataReference;
import dev.skep.asm.SymbolReference.ExternReference;
import dev.skep.asm.SymbolReference.FunctionReference;
import dev.skep.asm.SymbolReference.KfuncReference;
import dev.skep.asm.SymbolReference.MapReference;
import dev.skep.btf.BtfLinkage;
import dev.skep.elf.ByteString;
import dev.skep.object.BpfExtern;
import dev.skep.object.BpfGlobal.Variable;
import dev.skep.object.BpfProgram;
import dev.skep.object.DataSection;
import dev.skep.object.ObjectProblem.Kind;
import dev.skep.object.internal.rules.Problems;
import dev.skep.object.internal.write.CodeSection.Placed;
import dev.skep.object.internal.write.Link.SymbolKey;
import dev.skep.object.internal.write.SymbolIndex.FunctionPlace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the symbols that a section's code names into immediates and links, each in the one form that every loader takes. */
public final class Linker {
    private static final int SLOT = 8;

    /** What a call holds that is linked by the callee's own symbol. */
    private static final int BY_SYMBOL = -1;

    private final CodeSection section;
    private final SymbolIndex symbols;
    private final Problems problems;
    private final List<Link> links = new ArrayList<>();
    private final Map<Integer, Integer> immediates = new HashMap<>();

    private Linker(CodeSection section, SymbolIndex symbols, Problems problems) {
        this.section = section;
        this.symbols = symbols;
        this.problems = problems;
    }

    /** A section's bytes and what the loader has still to do to them. */
    record Linked(String name, ByteString bytes, List<Link> links) {}

    static Linked link(CodeSection section, SymbolIndex symbols, ByteOrder order, Problems problems) {
        var linker = new Linker(section, symbols, problems);
        for (Placed placed : section.routines()) {
            for (CodeRelocation relocation : placed.code().relocations()) {
                linker.resolve(placed, relocation);
            }
        }
        return new Linked(section.name(), linker.bytes(order), List.copyOf(linker.links));
    }

    private ByteString bytes(ByteOrder order) {
        var bytes = ByteBuffer.allocate(section.size());
        for (Placed placed : section.routines()) {
            bytes.put(placed.code()
                    .bytes(order, (offset, imm) -> immediates.getOrDefault(placed.offset() + offset, imm)));
        }
        return ByteString.of(bytes.array());
    }

    private void resolve(Placed placed, CodeRelocation relocation) {
        var use = new Use(placed, relocation);
        relocation.symbol().accept(use).ifPresent(form -> {
            immediates.put(use.offset(), form.immediate());
            form.symbol().ifPresent(key -> links.add(new Link(use.offset(), form.type(), key)));
        });
    }

    /** How a reference is written: the immediate before loading, and the relocation unless none is needed. */
    private record Written(int immediate, int type, Optional<SymbolKey> symbol) {
        static Optional<Written> of(int immediate, int type, SymbolKey symbol) {
            return Optional.of(new Written(immediate, type, Optional.of(symbol)));
        }

        static Optional<Written> final_(int immediate) {
            return Optional.of(new Written(immediate, 0, Optional.empty()));
        }
    }

    /** One use of a symbol; answers how it is written, or nothing and a problem. */
    private final class Use implements SymbolReference.Visitor<Optional<Written>> {
        private final Placed placed;
        private final CodeRelocation relocation;

        private Use(Placed placed, CodeRelocation relocation) {
            this.placed = placed;
            this.relocation = relocation;
        }

        int offset() {
            return placed.offset() + relocation.offset();
        }

        @Override
        public Optional<Written> map(MapReference reference) {
            if (symbols.map(reference.name()).isEmpty()) {
                return refuse(Kind.UNKNOWN_SYMBOL, "map", reference.name(), "which the object does not have");
            }
            return Written.of(0, Link.LDDW, SymbolKey.named(reference.name()));
        }

        @Override
        public Optional<Written> data(DataReference reference) {
            var found = symbols.global(reference.name());
            if (found.isEmpty()) {
                return refuse(Kind.UNKNOWN_SYMBOL, "global", reference.name(), "which the object does not have");
            }
            var global = found.get().global();
            if (reference.offset() >= global.size()) {
                return refuse(
                        Kind.OUTSIDE_GLOBAL,
                        "byte " + reference.offset() + " of global",
                        global.name(),
                        "which has " + global.size() + " bytes");
            }
            if (global.section().kind() == DataSection.Kind.NOTES) {
                return refuse(
                        Kind.WRONG_SYMBOL,
                        "global",
                        global.name(),
                        "which is in section " + global.section().name() + " that no loader loads");
            }
            boolean bySymbol = reference.offset() == 0
                    && global instanceof Variable variable
                    && variable.linkage() == BtfLinkage.GLOBAL;
            if (bySymbol) {
                return Written.of(0, Link.LDDW, SymbolKey.named(global.name()));
            }
            int place = found.get().offset() + reference.offset();
            return Written.of(
                    place, Link.LDDW, SymbolKey.ofSection(global.section().name()));
        }

        @Override
        public Optional<Written> function(FunctionReference reference) {
            var found = symbols.function(reference.name());
            if (found.isEmpty()) {
                return refuse(Kind.UNKNOWN_SYMBOL, "function", reference.name(), "which the object does not have");
            }
            if (found.get().routine() instanceof BpfProgram) {
                return refuse(
                        Kind.WRONG_SYMBOL,
                        "program",
                        reference.name(),
                        "which the kernel calls; make the shared part a function");
            }
            return relocation.form() == Form.LDDW ? address(found.get()) : call(found.get());
        }

        @Override
        public Optional<Written> kfunc(KfuncReference reference) {
            var found = symbols.extern(reference.name());
            if (found.isEmpty()) {
                return refuse(
                        Kind.UNKNOWN_SYMBOL, "kernel function", reference.name(), "which the object does not declare");
            }
            if (!(found.get() instanceof BpfExtern.Kfunc)) {
                return refuse(
                        Kind.WRONG_SYMBOL, "kernel function", reference.name(), "which is declared as a variable");
            }
            boolean call = relocation.form() == Form.CALL;
            return Written.of(call ? BY_SYMBOL : 0, call ? Link.CALL : Link.LDDW, SymbolKey.named(reference.name()));
        }

        @Override
        public Optional<Written> extern(ExternReference reference) {
            if (symbols.extern(reference.name()).isEmpty()) {
                return refuse(Kind.UNKNOWN_SYMBOL, "extern", reference.name(), "which the object does not declare");
            }
            return Written.of(0, Link.LDDW, SymbolKey.named(reference.name()));
        }

        private Optional<Written> address(FunctionPlace callback) {
            return Written.of(callback.offset(), Link.LDDW, SymbolKey.ofSection(CodeSection.TEXT));
        }

        private Optional<Written> call(FunctionPlace callee) {
            if (callee.routine().linkage() == BtfLinkage.GLOBAL) {
                return Written.of(
                        BY_SYMBOL, Link.CALL, SymbolKey.named(callee.routine().name()));
            }
            if (section.name().equals(CodeSection.TEXT)) {
                return Written.final_((callee.offset() - offset()) / SLOT - 1);
            }
            return Written.of(callee.offset() / SLOT - 1, Link.CALL, SymbolKey.ofSection(CodeSection.TEXT));
        }

        private Optional<Written> refuse(Kind kind, String what, String name, String why) {
            problems.about(placed.routine())
                    .add(
                            kind,
                            placed.routine().name() + " refers to " + what + " " + name + ", " + why
                                    + " (instruction at byte " + relocation.offset() + ")");
            return Optional.empty();
        }
    }
}

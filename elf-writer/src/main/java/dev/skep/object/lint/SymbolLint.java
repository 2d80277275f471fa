package dev.skep.object.lint;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolBinding;
import dev.skep.elf.SymbolPlace.InSection;
import dev.skep.elf.SymbolType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rules 5 and 8: symbols of functions and maps. */
final class SymbolLint {
    private final LintedObject object;
    private final Findings findings;
    private final Set<String> typed;

    private SymbolLint(LintedObject object, Findings findings) {
        this.object = object;
        this.findings = findings;
        this.typed = typed(object.types());
    }

    static void check(LintedObject object, Findings findings) {
        var lint = new SymbolLint(object, findings);
        Set<String> names = new HashSet<>();
        for (int section : object.codeSections()) {
            lint.functions(section, names);
        }
        lint.linkages();
        object.find(LintedObject.MAPS).ifPresent(lint::maps);
        object.symbols().forEach(lint::global);
    }

    private void functions(int section, Set<String> names) {
        long end = 0;
        for (Symbol function : object.functionsOf(section)) {
            String place = object.elf().section(section).name() + " function " + function.name();
            if (function.value() != end || function.size() <= 0) {
                tiling(
                        section,
                        place,
                        "the function starts at byte " + Long.toUnsignedString(function.value())
                                + " and the one before ends at " + end);
            }
            end = function.value() + function.size();
            if (!names.add(function.name())) {
                findings.add(LintRule.DUPLICATE_FUNCTION, place, "another function has its name");
            }
            if (!object.isText(section) && function.isLocal()) {
                findings.add(LintRule.LOCAL_PROGRAM, place, "the program is static");
            }
        }
        if (end != object.size(section)) {
            tiling(
                    section,
                    object.elf().section(section).name(),
                    "the last function ends at byte " + end + " of " + object.size(section));
        }
    }

    /** The kernel verifies a global function by itself, whatever its symbol says. */
    private void linkages() {
        Map<Long, Symbol> starts = new HashMap<>();
        object.find(LintedObject.TEXT).ifPresent(text -> object.functionsOf(text)
                .forEach(function -> starts.putIfAbsent(function.value(), function)));
        object.info().functions().stream()
                .filter(block -> block.section().equals(LintedObject.TEXT))
                .flatMap(block -> block.records().stream())
                .filter(record -> object.types().contains(record.function()) && isGlobal(record.function()))
                .flatMap(record -> Optional.ofNullable(starts.get((long) record.offset())).stream())
                .filter(Symbol::isLocal)
                .forEach(function -> findings.add(
                        LintRule.FUNCTION_LINKAGE,
                        LintedObject.TEXT + " function " + function.name(),
                        "the function is global among the types"));
    }

    private boolean isGlobal(BtfId function) {
        return object.types()
                .type(function, BtfType.Func.class)
                .filter(type -> type.linkage() == BtfLinkage.GLOBAL)
                .isPresent();
    }

    /** aya cuts .text at its symbols, cilium adds up sizes to find what is known about instructions. */
    private void tiling(int section, String place, String message) {
        findings.add(
                LintRule.TILING,
                object.isText(section) ? LintRule.TILING.fates() : Fate.parse("~cilium ?libbpf"),
                place,
                message);
    }

    private void maps(int section) {
        for (Symbol symbol : object.symbolsOf(section)) {
            String place = ".maps symbol " + symbol.name();
            if (symbol.type().equals(SymbolType.OBJECT) && symbol.isLocal()) {
                findings.add(LintRule.LOCAL_MAP, place, "the map is static");
            } else if (symbol.binding().equals(SymbolBinding.WEAK)) {
                findings.add(LintRule.WEAK_MAP, place, "the map is weak");
            }
        }
    }

    private void global(Symbol symbol) {
        if (!symbol.isLocal()
                && symbol.place() instanceof InSection in
                && !object.elf().section(in.section()).name().equals(".jumptables")
                && !isTyped(symbol.name())) {
            findings.add(LintRule.UNTYPED_GLOBAL, "symbol " + symbol.name(), "the symbol has no type");
        }
    }

    private boolean isTyped(String name) {
        return typed.contains(name);
    }

    private static Set<String> typed(BtfGraph types) {
        Set<String> names = new HashSet<>();
        for (BtfType type : types.types()) {
            boolean visible = (type instanceof BtfType.Var variable && variable.linkage() != BtfLinkage.STATIC)
                    || (type instanceof BtfType.Func function && function.linkage() != BtfLinkage.STATIC);
            if (visible) {
                names.add(type.name());
            }
        }
        return names;
    }
}

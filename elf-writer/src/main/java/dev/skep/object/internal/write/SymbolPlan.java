package dev.skep.object.internal.write;

import dev.skep.btf.BtfLinkage;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolBinding;
import dev.skep.elf.SymbolType;
import dev.skep.object.BpfExtern;
import dev.skep.object.BpfExtern.Strength;
import dev.skep.object.BpfGlobal.Variable;
import dev.skep.object.internal.write.CodeSection.Placed;
import dev.skep.object.internal.write.Link.SymbolKey;
import dev.skep.object.internal.write.Link.SymbolKey.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The symbols of an object: sections that links need, local functions and variables, then global ones, then externs. */
final class SymbolPlan {
    private final ObjectPlan plan;
    private final Map<String, Integer> sections;
    private final List<Symbol> symbols = new ArrayList<>(List.of(Symbol.NULL));
    private final Map<SymbolKey, Integer> numbers = new HashMap<>();

    private SymbolPlan(ObjectPlan plan, Map<String, Integer> sections) {
        this.plan = plan;
        this.sections = sections;
    }

    /** The symbol table and the number of each symbol in it. */
    record Numbered(List<Symbol> symbols, Map<SymbolKey, Integer> numbers) {}

    static Numbered of(ObjectPlan plan, Map<String, Integer> sections, Optional<String> license) {
        var symbols = new SymbolPlan(plan, sections);
        symbols.sections();
        symbols.functions(BtfLinkage.STATIC);
        symbols.variables(BtfLinkage.STATIC);
        symbols.functions(BtfLinkage.GLOBAL);
        symbols.maps();
        symbols.variables(BtfLinkage.GLOBAL);
        symbols.tables();
        license.ifPresent(symbols::license);
        symbols.externs();
        return new Numbered(symbols.symbols, symbols.numbers);
    }

    private void sections() {
        var used = plan.linked().stream()
                .flatMap(section -> section.links().stream())
                .map(Link::symbol)
                .filter(key -> key.form() == Form.SECTION)
                .collect(Collectors.toSet());
        sections.forEach((name, number) -> {
            var key = SymbolKey.ofSection(name);
            if (used.contains(key)) {
                add(key, Symbol.ofSection(number));
            }
        });
    }

    private void functions(BtfLinkage linkage) {
        for (CodeSection section : plan.code()) {
            for (Placed placed : section.routines()) {
                if (placed.routine().linkage() == linkage) {
                    var name = placed.routine().name();
                    define(
                            name,
                            SymbolType.FUNC,
                            linkage,
                            section.name(),
                            placed.offset(),
                            placed.code().size());
                }
            }
        }
    }

    private void variables(BtfLinkage linkage) {
        for (DataPlan.Block block : plan.data().blocks()) {
            for (DataPlan.Placed placed : block.globals()) {
                if (placed.global() instanceof Variable variable && variable.linkage() == linkage) {
                    object(variable.name(), linkage, block.section().name(), placed.offset(), variable.size());
                }
            }
        }
    }

    private void maps() {
        for (MapPlan.Placed placed : plan.maps().maps()) {
            object(placed.map().name(), BtfLinkage.GLOBAL, MapPlan.SECTION, placed.offset(), placed.size());
        }
    }

    private void tables() {
        for (TablePlan tables : plan.tables()) {
            for (TablePlan.Placed placed : tables.tables()) {
                var section = tables.attach().section();
                object(placed.table().name(), BtfLinkage.GLOBAL, section, placed.offset(), placed.size());
            }
        }
    }

    private void license(String variable) {
        int size = plan.object().license().length() + 1;
        object(variable, BtfLinkage.GLOBAL, ObjectTypes.LICENSE, 0, size);
    }

    private void externs() {
        for (BpfExtern extern : plan.object().externs()) {
            var binding = extern.strength() == Strength.WEAK ? SymbolBinding.WEAK : SymbolBinding.GLOBAL;
            add(SymbolKey.named(extern.name()), Symbol.undefined(extern.name(), binding));
        }
    }

    private void object(String name, BtfLinkage linkage, String section, int offset, int size) {
        define(name, SymbolType.OBJECT, linkage, section, offset, size);
    }

    private void define(String name, SymbolType type, BtfLinkage linkage, String section, int offset, int size) {
        var binding = linkage == BtfLinkage.STATIC ? SymbolBinding.LOCAL : SymbolBinding.GLOBAL;
        int number = Optional.ofNullable(sections.get(section)).orElseThrow();
        add(SymbolKey.named(name), Symbol.of(name, type, binding, number, offset, size));
    }

    private void add(SymbolKey key, Symbol symbol) {
        numbers.put(key, symbols.size());
        symbols.add(symbol);
    }
}

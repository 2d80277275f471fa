package dev.skep.object.lint;

import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType;
import dev.skep.elf.Section;
import dev.skep.elf.Section.Relocations;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolType;
import java.util.HashMap;
import java.util.Map;

/** Rule 18: data and its variables. */
final class DataLint {
    /** Static variables of one name, of which nobody can say which is which. */
    private static final Symbol SEVERAL = Symbol.NULL;

    private final LintedObject object;
    private final Findings findings;

    private DataLint(LintedObject object, Findings findings) {
        this.object = object;
        this.findings = findings;
    }

    static void check(LintedObject object, Findings findings) {
        var lint = new DataLint(object, findings);
        for (int index = 1; index < object.elf().sections().size(); index++) {
            Section section = object.elf().section(index);
            if (object.isData(index) || section.name().equals(LintedObject.MAPS)) {
                lint.variables(index, section.name());
            }
            if (section.name().startsWith(".bss.")) {
                lint.zeros(index, section.name());
            }
            if (section.name().equals(".jumptables")) {
                findings.add(LintRule.JUMP_TABLES, "section .jumptables", "code jumps through tables");
            }
            if (section instanceof Relocations table) {
                lint.relocations(table);
            }
        }
    }

    private void variables(int section, String name) {
        Map<String, Symbol> symbols = new HashMap<>();
        for (Symbol symbol : object.symbolsOf(section)) {
            symbols.merge(symbol.name(), symbol, (one, other) -> one.size() == other.size() ? one : SEVERAL);
        }
        if (object.entries(name).isEmpty() && symbols.values().stream().anyMatch(DataLint::isVariable)) {
            findings.add(LintRule.DATA_LIST, "section " + name, "no type lists the variables of the section");
        }
        for (BtfType.SectionEntry entry : object.entries(name)) {
            object.types().type(entry.type(), BtfType.Var.class).ifPresent(variable -> {
                if (variable.linkage() != BtfLinkage.EXTERN && !symbols.containsKey(variable.name())) {
                    findings.add(
                            variable.linkage() == BtfLinkage.STATIC ? LintRule.STATIC_SYMBOL : LintRule.VARIABLE_SYMBOL,
                            name + " " + variable.name(),
                            "the variable has no symbol");
                }
                long size = symbols.getOrDefault(variable.name(), SEVERAL).size();
                if (object.isData(section) && size != 0 && size != entry.size()) {
                    findings.add(
                            LintRule.VARIABLE_SIZE,
                            name + " " + variable.name(),
                            "the variable has " + entry.size() + " bytes, its symbol " + Long.toUnsignedString(size));
                }
            });
        }
    }

    private static boolean isVariable(Symbol symbol) {
        return symbol.type().equals(SymbolType.OBJECT) && !symbol.isLocal();
    }

    private void zeros(int section, String name) {
        if (object.isReferred(section)) {
            findings.add(LintRule.BSS_NAME, "section " + name, "zeros are in a section of their own");
        }
    }

    private void relocations(Relocations table) {
        int target = table.target();
        boolean there = target > 0 && target < object.elf().sections().size();
        if (there && object.isData(target) && !table.relocations().isEmpty()) {
            findings.add(
                    LintRule.DATA_POINTER,
                    table.name() + " byte "
                            + Long.toUnsignedString(table.relocations().get(0).offset()),
                    "an address is in data, which nobody puts there");
        }
    }
}
